package io.muster.samples.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out whether a Docker engine answers, once for the process.
 *
 * <p>Testcontainers would find out too, but takes its time and fills the log where there is none.
 * {@code MUSTER_SERVERS=embedded} says no without asking.
 */
final class DockerEngine {
    private static final int ANSWER_SECONDS = 2;

    private DockerEngine() {}

    static boolean answers() {
        return Once.ANSWERS;
    }

    /** Apart from the class whose code another thread runs for the answer: that one must be initialized by then. */
    private static final class Once {
        private static final boolean ANSWERS = answers(System.getenv());
    }

    static boolean answers(Map<String, String> environment) {
        if (environment.getOrDefault("MUSTER_SERVERS", "").equals("embedded")) {
            return false;
        }
        String address = environment.getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        // not the common pool: one of its threads that waits may run the ping itself and so wait for ever
        var answer = new FutureTask<>(() -> ping(address));
        var thread = new Thread(answer, "docker-ping");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ping(String address) {
        try (SocketChannel channel = connect(URI.create(address))) {
            channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return false; // nobody there, or nobody whom we understand
        }
    }

    private static SocketChannel connect(URI address) throws IOException {
        if ("unix".equals(address.getScheme())) {
            Path socket = Path.of(address.getPath());
            if (!Files.exists(socket)) {
                throw new IOException("no socket " + socket);
            }
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        }
        return SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
    }
}
