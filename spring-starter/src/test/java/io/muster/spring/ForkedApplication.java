package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application of the tests in a JVM of its own, on free ports. */
final class ForkedApplication implements AutoCloseable {
    /** A guard against hanging, for a machine that does much else. */
    static final Duration LIMIT = Duration.ofSeconds(90);

    private final int port = FreePort.next();
    private final int probePort = FreePort.next();
    private final Path output;
    private final Process process;

    private ForkedApplication(Class<?> main, List<String> options) {
        try {
            output = Files.createTempFile("application-", ".log");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path")));
            options.stream().filter(option -> option.startsWith("-D")).forEach(command::add);
            command.addAll(List.of(
                    main.getName(),
                    "--spring.application.name=orders",
                    "--server.port=" + port,
                    "--muster.probes.port=" + probePort));
            options.stream().filter(option -> !option.startsWith("-D")).forEach(command::add);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ForkedApplication start(Class<?> main, String... options) {
        return new ForkedApplication(main, List.of(options));
    }

    /** Returns when this text stands in its output. */
    ForkedApplication awaitOutput(String text) {
        await(text).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertThat(process.isAlive() || output().contains(text))
                    .as("running; it said:%n%s", output())
                    .isTrue();
            return output().contains(text);
        });
        return this;
    }

    ForkedApplication awaitStatus(String path, int status) {
        await(path + " " + status)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(process.isAlive())
                            .as("running; it said:%n%s", output())
                            .isTrue();
                    return probe(path) == status;
                });
        return this;
    }

    /** The status of a probe, 0 if nothing answers. */
    int probe(String path) {
        return ask(probePort, path);
    }

    /** The status of a request to the application itself, 0 if nothing answers. */
    int get(String path) {
        return ask(port, path);
    }

    private static int ask(int port, String path) {
        try {
            return Http.status(port, path);
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Sends SIGTERM. */
    ForkedApplication terminate() {
        process.destroy();
        return this;
    }

    /** Whether it ends by itself in this time. */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int exitCode() {
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("ended; it said:%n%s", output())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
