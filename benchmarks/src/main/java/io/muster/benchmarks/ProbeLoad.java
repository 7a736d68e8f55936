package io.muster.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Asks one path over and over. */
final class ProbeLoad {
    private static final int MOST = 1 << 20;
    private static final long LOST = -1;

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
     * @param worst of the answers, in nanoseconds
     * @param lost requests without an answer in time
     */
    record Result(double perSecond, long median, long p99, long worst, int lost) {
        double medianMillis() {
            return median / 1e6;
        }

        double p99Millis() {
            return p99 / 1e6;
        }

        double worstMillis() {
            return worst / 1e6;
        }

        boolean answered() {
            return p99 != Long.MAX_VALUE;
        }
    }

    /** So many callers, each on a kept connection of its own, for so long; who gets no answer in time gives up. */
    Result run(int callers, long millis, int timeoutMillis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        return together(callers, () -> call(end, timeoutMillis), millis / 1e3);
    }

    /** So many callers at once, each asks once on a connection of its own. */
    Result burst(int callers, int timeoutMillis) throws InterruptedException {
        return together(callers, () -> new long[] {timed(timeoutMillis)}, 1);
    }

    /** One caller, who asks so often, each time on a new connection. */
    Result oneByOne(int probes, int timeoutMillis) {
        return summary(
                LongStream.range(0, probes).map(i -> timed(timeoutMillis)).toArray(), 1);
    }

    private static Result together(int callers, Supplier<long[]> caller, double seconds) throws InterruptedException {
        var times = new ConcurrentLinkedQueue<long[]>();
        var threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            threads[i] = new Thread(() -> times.add(caller.get()));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return summary(times.stream().flatMapToLong(LongStream::of).toArray(), seconds);
    }

    private static Result summary(long[] all, double seconds) {
        long[] times = LongStream.of(all).filter(time -> time != LOST).sorted().toArray();
        if (times.length == 0) {
            return new Result(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, all.length);
        }
        return new Result(
                times.length / seconds,
                times[times.length / 2],
                times[(int) (times.length * 0.99)],
                times[times.length - 1],
                all.length - times.length);
    }

    private long timed(int timeoutMillis) {
        long from = System.nanoTime();
        try {
            once(timeoutMillis);
            return System.nanoTime() - from;
        } catch (IOException e) {
            return LOST;
        }
    }

    private long[] call(long end, int timeoutMillis) {
        var times = new long[MOST];
        int count = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeoutMillis);
            var answers = new ProbeAnswers(socket.getInputStream());
            for (long from = System.nanoTime(); from < end && count < times.length - 1; from = System.nanoTime()) {
                socket.getOutputStream().write(request);
                answers.status();
                times[count++] = System.nanoTime() - from;
            }
        } catch (IOException e) {
            times[count++] = LOST;
        }
        return Arrays.copyOf(times, count);
    }

    /** The status of one answer on a connection of its own. */
    int once(int timeoutMillis) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(request);
            return new ProbeAnswers(socket.getInputStream()).status();
        }
    }
}
