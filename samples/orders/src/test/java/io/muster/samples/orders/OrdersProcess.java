package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged service in a JVM of its own, on free ports, with nothing in its environment but what a test gives. */
final class OrdersProcess implements AutoCloseable {
    static final Path JAR = Path.of("target", "orders.jar").toAbsolutePath();
    /** What SIGTERM ends it with: 143 where the JVM is left to exit by itself. */
    static final int TERMINATED = Integer.getInteger("orders.terminated", 0);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port = FreePort.next();
    private final int probePort = FreePort.next();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path output;
    private final Process process;

    private OrdersProcess(List<String> command, Map<String, String> environment, boolean withErrors) {
        try {
            output = Files.createTempFile("orders-", ".log");
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(withErrors)
                    .redirectError(Redirect.DISCARD)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().put("PORT", String.valueOf(port));
            builder.environment().put("PROBE_PORT", String.valueOf(probePort));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code java -jar orders.jar} with these arguments. */
    static OrdersProcess start(Map<String, String> environment, String... arguments) {
        return new OrdersProcess(jar(arguments), environment, true);
    }

    /** The same, whose {@link #output} is standard output alone. */
    static OrdersProcess startForItsOutput(Map<String, String> environment, String... arguments) {
        return new OrdersProcess(jar(arguments), environment, false);
    }

    private static List<String> jar(String... arguments) {
        var command = new ArrayList<>(List.of(java(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The same jar under another main class of the tests. */
    static OrdersProcess startAs(Class<?> main, Map<String, String> environment) {
        String classPath =
                JAR + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath();
        return new OrdersProcess(List.of(java(), "-cp", classPath, main.getName()), environment, true);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns when it is ready. */
    OrdersProcess awaitReady() {
        await("ready").atMost(START_LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(process.isAlive()).as("running; it said:%n%s", output()).isTrue();
            return status("/readyz") == 200;
        });
        return this;
    }

    /** Returns when its probe server answers. */
    OrdersProcess awaitProbes() {
        await("probes").atMost(START_LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> status("/livez") == 200);
        return this;
    }

    /** The answer of a probe's path; 0 where nobody listens. */
    int status(String path) {
        try {
            return probe(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    HttpResponse<String> probe(String path) throws IOException {
        return send(probeRequest(path).build());
    }

    HttpRequest.Builder probeRequest(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + probePort + path))
                .timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        var request = request(path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
        return client.sendAsync(
                request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    int port() {
        return port;
    }

    int probePort() {
        return probePort;
    }

    /** Sends SIGTERM. */
    OrdersProcess terminate() {
        process.destroy();
        return this;
    }

    /** Waits for its end, which must come within {@code limit}. */
    int exitCode(Duration limit) {
        try {
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended within %s; it said:%n%s", limit, output())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return process.exitValue();
    }

    boolean running() {
        return process.isAlive();
    }

    /** Everything that it wrote so far, to standard output and, unless started otherwise, to standard error. */
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
