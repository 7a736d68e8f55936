package io.muster.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** Redis from the binary of Maven Central, as a process of this machine. */
final class EmbeddedRedisServer implements RunningServer {
    /**
     * Runs a copy that this JVM has never had open for writing: a child forked meanwhile may hold that open still, and
     * then the kernel refuses to run it as "text file busy".
     */
    private static final String RUN = "cp -p \"$1\" \"$1-run\" && exec \"$1-run\" \"$2\"";

    private static final int POLLS = 500;
    private static final int POLL_MILLIS = 20;

    private final Path folder;
    private final Process process;
    private final ProcessTree processes;
    private final int port;
    private final Thread closer = new Thread(this::end, "redis-closer");

    private EmbeddedRedisServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.processes = new ProcessTree(process.toHandle());
        this.port = port;
    }

    static EmbeddedRedisServer start(int port, String password) {
        Path folder = Scratch.folder("redis");
        try {
            var program =
                    ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
            // by file and not by argument: arguments are for every user of the machine to see
            Path configuration = folder.resolve("redis.conf");
            Files.writeString(configuration, """
                    port %d
                    bind 127.0.0.1
                    requirepass %s
                    save ""
                    dir %s
                    """.formatted(port, password, folder));
            var process = new ProcessBuilder("sh", "-c", RUN, "sh", program.getPath(), configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
            var server = new EmbeddedRedisServer(folder, process, port);
            Runtime.getRuntime().addShutdownHook(server.closer);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            Scratch.delete(folder);
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException {
        for (int poll = 0; poll < POLLS; poll++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host(), port), POLL_MILLIS);
                return;
            } catch (IOException e) {
                if (ended(POLL_MILLIS)) {
                    break;
                }
            }
        }
        String log = Files.readString(folder.resolve("redis.log"));
        close();
        throw new IllegalStateException("embedded Redis does not answer on port " + port + ":\n" + log);
    }

    private boolean ended(int millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public String servedBy() {
        return "embedded Redis 6.2";
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void freeze() {
        processes.freeze();
    }

    @Override
    public void thaw() {
        processes.thaw();
    }

    @Override
    public void kill() {
        processes.kill();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            return; // the JVM is going down and the hook does the same
        }
        end();
    }

    private void end() {
        // nothing is kept, so nothing is lost: no need to ask nicely
        processes.kill();
        Scratch.delete(folder);
    }
}
