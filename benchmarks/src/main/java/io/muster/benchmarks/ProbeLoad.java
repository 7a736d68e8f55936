package io.muster.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/** Asks one path over and over, on connections that are kept. */
final class ProbeLoad {
    private final int port;
    private final byte[] request;

    ProbeLoad(int port, String path) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What came of it.
     *
     * @param perSecond answers a second
     * @param median of the answers, in nanoseconds
     * @param p99 of the answers, in nanoseconds
     * @param lost requests without an answer in time
     */
    record Result(double perSecond, long median, long p99, int lost) {
        double p99Millis() {
            return p99 / 1e6;
        }
    }

    /** So many callers, each on a connection of its own, for so long. */
    Result run(int callers, long millis) throws InterruptedException {
        var times = new ConcurrentLinkedQueue<long[]>();
        var threads = new Thread[callers];
        long end = System.nanoTime() + millis * 1_000_000;
        for (int i = 0; i < callers; i++) {
            threads[i] = new Thread(() -> times.add(call(end)));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return summary(times.stream().flatMapToLong(LongStream::of).toArray(), millis / 1e3);
    }

    /** So many callers, each asks once. */
    Result burst(int callers, int timeoutMillis) throws InterruptedException {
        var times = new ConcurrentLinkedQueue<long[]>();
        var threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            threads[i] = new Thread(() -> times.add(new long[] {timed(timeoutMillis)}));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return summary(times.stream().flatMapToLong(LongStream::of).toArray(), 1);
    }

    private static Result summary(long[] all, double seconds) {
        long[] times = LongStream.of(all).filter(time -> time >= 0).sorted().toArray();
        if (times.length == 0) {
            return new Result(0, Long.MAX_VALUE, Long.MAX_VALUE, all.length);
        }
        return new Result(
                times.length / seconds,
                times[times.length / 2],
                times[(int) (times.length * 0.99)],
                all.length - times.length);
    }

    private long timed(int timeoutMillis) {
        long from = System.nanoTime();
        try {
            once(timeoutMillis);
            return System.nanoTime() - from;
        } catch (IOException e) {
            return -1;
        }
    }

    private long[] call(long end) {
        var times = new long[1 << 20];
        int count = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            var in = new BufferedInputStream(socket.getInputStream());
            for (long from = System.nanoTime(); from < end && count < times.length; from = System.nanoTime()) {
                socket.getOutputStream().write(request);
                status(in);
                times[count++] = System.nanoTime() - from;
            }
        } catch (IOException e) {
            times[count++] = -1;
        }
        return Arrays.copyOf(times, count);
    }

    /** The status of one answer on a connection of its own. */
    int once(int timeoutMillis) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(request);
            return status(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static int status(InputStream in) throws IOException {
        int status = 0;
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("HTTP/1.1 ")) {
                status = Integer.parseInt(line.substring(9, 12));
            } else if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (line.regionMatches(true, 0, "Transfer-Encoding: chunked", 0, 26)) {
                chunked = true;
            }
        }
        in.readNBytes(length);
        while (chunked) {
            int size = Integer.parseInt(line(in), 16);
            in.readNBytes(size);
            line(in);
            chunked = size > 0;
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("hung up");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
