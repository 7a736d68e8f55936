package io.muster.health.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletRequestTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            answer(exchange, Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), 0);
        });
        server.createContext("/home", exchange -> redirect(exchange, "/status/200"));
        server.createContext("/away", exchange -> redirect(exchange, "http://elsewhere.example/"));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/stalls", exchange -> {
            // never closed: what the kubelet does not read it does not wait for
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[10 * 1_024]);
            exchange.getResponseBody().flush();
        });
        server.createContext("/stallsEarly", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[10 * 1_024 - 1]);
            exchange.getResponseBody().flush();
        });
        server.createContext("/long", exchange -> answer(exchange, 200, 1_000_000));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/status/200, SUCCESS",
        "/status/204, SUCCESS",
        "/status/304, WARNING",
        "/status/400, FAILURE",
        "/status/503, FAILURE",
        "/nothing, FAILURE",
        "/home, SUCCESS",
        "/away, WARNING",
        "/loop, FAILURE",
        "/long, SUCCESS",
        "/stalls, SUCCESS",
    })
    void everyAnswerIsTakenAsTheKubeletTakesIt(String path, Attempt attempt) {
        assertThat(send(path, PATIENT)).isEqualTo(attempt);
    }

    @Test
    void aLoopIsFollowedTenTimes() {
        send("/loop", PATIENT);
        assertThat(asked).hasValue(11);
    }

    @Test
    void noAnswerInTimeIsAFailure() {
        server.createContext("/silent", exchange -> {});
        assertThat(send("/silent", Duration.ofMillis(200))).isEqualTo(Attempt.FAILURE);
    }

    @Test
    void aBodyThatStallsBeforeTenKibibytesIsAFailure() {
        assertThat(send("/stallsEarly", Duration.ofMillis(500))).isEqualTo(Attempt.FAILURE);
    }

    @Test
    void nobodyThereIsAFailure() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(new KubeletRequest(URI.create("http://127.0.0.1:" + port + "/"), PATIENT).send())
                .isEqualTo(Attempt.FAILURE);
    }

    private Attempt send(String path, Duration timeout) {
        return new KubeletRequest(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), timeout)
                .send();
    }

    private void redirect(HttpExchange exchange, String location) throws IOException {
        asked.incrementAndGet();
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, 0);
    }

    private static void answer(HttpExchange exchange, int status, int length) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(new byte[length]);
            }
        }
    }
}
