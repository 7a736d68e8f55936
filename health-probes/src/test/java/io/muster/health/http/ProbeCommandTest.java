package io.muster.health.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.muster.health.conformance.CommandConformance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeCommandTest {
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                int status = failuresLeft.getAndDecrement() > 0 ? 503 : Integer.parseInt(path.substring(1));
                byte[] body = "\u001b[31mbody ".repeat(2_000).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1", "404, 1", "302, 1", "500, 1"})
    void only200Passes(int status, int code) {
        assertThat(run("--timeout", "20s", url("/" + status))).isEqualTo(code);
        assertThat(printed.size()).isEqualTo(4_096);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith(status + "  [31mbody")
                .doesNotContain("\u001b");
    }

    @Test
    void waitingAsksUntilItPasses() {
        failuresLeft.set(2);
        assertThat(run("--wait", "5m", "--timeout", "20s", url("/200"))).isZero();
        assertThat(failuresLeft.get()).isEqualTo(-1);
    }

    @Test
    void nobodyThereFailsWithTheReason() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(run("http://127.0.0.1:" + port + "/200")).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("127.0.0.1:" + port, "refused");
    }

    @Test
    void noAnswerInTimeFails() {
        server.createContext("/silent", exchange -> {});
        assertThat(run("--timeout", "300ms", url("/silent"))).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("no answer within 300 ms");
    }

    @Test
    void helpIsAskedForAndGiven() {
        assertThat(run("--help")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("usage:", "--timeout", "--wait", "HEALTHCHECK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nothing",
                "--timeout",
                "--timeout 5",
                "--timeout 0s",
                "--wait -1s",
                "ftp://h/",
                "not a url",
                "/readyz",
                "http://user:secret@127.0.0.1/",
                "http:///"
            })
    void whatMakesNoSenseFailsAndSaysSo(String line) {
        assertThat(run(line.startsWith("--") ? line.split(" ", -1) : new String[] {line}))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("'");
    }

    @Test
    void dockerUnderstandsTheCommand() throws Exception {
        assertThat(command("/200").passing()).isEmpty();
        assertThat(command("/503").failing()).isEmpty();
        assertThat(command("/503").passing()).isNotEmpty();
    }

    private CommandConformance command(String path) {
        return CommandConformance.of(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(ProbeCommand.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString(),
                ProbeCommand.class.getName(),
                "--timeout",
                "20s",
                url(path)));
    }

    private int run(String... arguments) {
        return ProbeCommand.run(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
