package io.muster.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** Redis as a process of this machine: from the binary of Maven Central, or the release that is installed. */
final class EmbeddedRedisServer implements RunningServer {
    /**
     * Runs a copy that this JVM has never had open for writing: a child forked meanwhile may hold that open still, and
     * then the kernel refuses to run it as "text file busy".
     */
    private static final String RUN = "cp \"$1\" \"$3\" && exec \"$3\" \"$2\" $4";

    private static final int POLLS = 500;
    private static final int POLL_MILLIS = 20;

    private final Path folder;
    private final Process process;
    private final ProcessTree processes;
    private final int port;
    private final String name;
    private final Thread closer = new Thread(this::end, "redis-closer");

    private EmbeddedRedisServer(Path folder, Process process, int port, String name) {
        this.folder = folder;
        this.process = process;
        this.processes = new ProcessTree(process.toHandle());
        this.port = port;
        this.name = name;
    }

    static EmbeddedRedisServer start(int port, String password) {
        return start(Optional.empty(), port, List.of("requirepass " + password), Map.of());
    }

    /**
     * @param program the program to run; the one of Maven Central when empty
     * @param settings further lines of its configuration; the last of a name counts
     * @param files what the settings speak of, by name; written into the working folder
     */
    static EmbeddedRedisServer start(
            Optional<Path> program, int port, List<String> settings, Map<String, String> files) {
        Path folder = Scratch.folder("redis");
        try {
            Path binary = program.isPresent()
                    ? program.get()
                    : ExecutableProvider.newJarResourceProvider(folder.toFile())
                            .get()
                            .toPath();
            for (var file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            // by file and not by argument: arguments are for every user of the machine to see
            Path configuration = folder.resolve("redis.conf");
            Files.writeString(configuration, configuration(port, folder, settings));
            boolean sentinel = settings.stream().anyMatch(line -> line.startsWith("sentinel "));
            var process = new ProcessBuilder(
                            "sh",
                            "-c",
                            RUN,
                            "sh",
                            binary.toString(),
                            configuration.toString(),
                            folder.resolve("redis-server-run").toString(),
                            sentinel ? "--sentinel" : "")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
            var server = new EmbeddedRedisServer(
                    folder, process, port, program.map(Path::toString).orElse("embedded Redis 6.2"));
            Runtime.getRuntime().addShutdownHook(server.closer);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            Scratch.delete(folder);
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(int port, Path folder, List<String> settings) {
        var lines = new ArrayList<String>();
        lines.add("port " + port);
        lines.add("bind 127.0.0.1");
        if (settings.stream().noneMatch(line -> line.startsWith("sentinel ") || line.startsWith("save "))) {
            lines.add("save \"\"");
        }
        lines.add("dir " + folder);
        lines.addAll(settings);
        return String.join("\n", lines) + "\n";
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
        return name;
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
