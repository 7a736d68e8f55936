package io.muster.samples.orders;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a real HAProxy, which asks readiness and repeats nothing, a service leaves without losing a request. */
class HaproxyFieldTest {
    private static final int CLIENTS = 4;
    /** The column of the state in HAProxy's statistics. */
    private static final int STATUS = 17;

    private static final String BY_STATUS = """
                  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host localhost
                  http-check expect status 200
            """;
    private static final String BY_ABSENCE = """
                  http-check send meth GET uri /haproxy
                  http-check disable-on-404
            """;
    private static final String TEA = "{\"item\":\"tea\",\"quantity\":1}";

    @TempDir
    private Path folder;

    private final AtomicInteger served = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    @Test
    void noRequestIsLostWhenOneOfTwoInstancesStops() throws Exception {
        int front = FreePort.next();
        // as in Kubernetes: the service goes on serving for a while after it has said that it is not ready
        Map<String, String> environment = Backends.environmentWith("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (var leaving = OrdersProcess.start(environment);
                var staying = OrdersProcess.start(environment)) {
            leaving.awaitReady();
            staying.awaitReady();
            Process haproxy = haproxy(front, FreePort.next(), BY_STATUS, leaving, staying);
            try {
                await("in front of both").atMost(Duration.ofSeconds(10)).until(() -> served(front));
                for (int client = 0; client < CLIENTS; client++) {
                    clients.execute(() -> send(front));
                }
                await("traffic").until(() -> served.get() > 200);

                assertThat(leaving.terminate().exitCode(Duration.ofSeconds(30))).isZero();
                int then = served.get();
                await("traffic after the stop").until(() -> served.get() > then + 200);
            } finally {
                clients.shutdownNow();
                clients.awaitTermination(10, TimeUnit.SECONDS);
                haproxy.destroy();
                haproxy.waitFor(10, TimeUnit.SECONDS);
            }
            assertThat(lost).as("of %s requests", served).isEmpty();
            assertThat(staying.terminate().exitCode(Duration.ofSeconds(30))).isZero();
        }
    }

    @Test
    void whatDrainsTakesNothingNewAndKeepsItsSessions() throws Exception {
        int front = FreePort.next();
        int statistics = FreePort.next();
        Map<String, String> environment = Backends.environmentWith("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        try (var leaving = OrdersProcess.start(environment);
                var staying = OrdersProcess.start(environment)) {
            leaving.awaitReady();
            staying.awaitReady();
            Process haproxy = haproxy(front, statistics, BY_ABSENCE, leaving, staying);
            try {
                await("in front of both").atMost(Duration.ofSeconds(10)).until(() -> served(front));
                await().until(() -> state(statistics, leaving).equals("UP"));
                leaving.terminate();
                // a session that never pauses lasts as long as the drain may
                await("soft stop").atMost(Duration.ofSeconds(20)).until(() -> {
                    assertThat(servedBy(front, leaving)).isEqualTo(leaving.port());
                    return state(statistics, leaving).equals("NOLB");
                });
                assertThat(servedBy(front, leaving)).as("the session").isEqualTo(leaving.port());
                for (int i = 0; i < 4; i++) {
                    assertThat(servedBy(front, null)).as("somebody new").isEqualTo(staying.port());
                }
                assertThat(leaving.exitCode(Duration.ofSeconds(30))).isZero();
                await("gone").until(() -> state(statistics, leaving).equals("DOWN"));
                assertThat(servedBy(front, leaving))
                        .as("the session, elsewhere")
                        .isEqualTo(staying.port());
            } finally {
                haproxy.destroy();
                haproxy.waitFor(10, TimeUnit.SECONDS);
            }
            assertThat(staying.terminate().exitCode(Duration.ofSeconds(30))).isZero();
        }
    }

    /** What HAProxy says of an instance: {@code UP}, {@code NOLB} while it gets nothing new, {@code DOWN}. */
    private static String state(int statistics, OrdersProcess instance) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), statistics)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("show stat\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("orders,s" + instance.port() + ","))
                    .map(line -> line.split(",", -1)[STATUS].split(" ", 2)[0])
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The port of the instance that served one order, in the session of {@code wanted} if there is one. */
    private static int servedBy(int front, @Nullable OrdersProcess wanted) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(order(front), (name, value) -> true);
        if (wanted != null) {
            request.header("Cookie", "instance=s" + wanted.port());
        }
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(201);
        // no new cookie: the one that was sent still holds
        return response.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> Integer.parseInt(cookie.substring("instance=s".length(), cookie.indexOf(';'))))
                .orElseGet(() -> requireNonNull(wanted).port());
    }

    private Process haproxy(int front, int statistics, String check, OrdersProcess... instances) throws IOException {
        var servers = new StringBuilder();
        for (OrdersProcess instance : instances) {
            servers.append("  server s%1$d 127.0.0.1:%1$d cookie s%1$d check port %2$d inter 200ms fall 1 rise 1%n"
                    .formatted(instance.port(), instance.probePort()));
        }
        Path configuration = folder.resolve("haproxy.cfg");
        Files.writeString(configuration, """
                global
                  stats socket ipv4@127.0.0.1:%d
                defaults
                  mode http
                  retries 0
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                frontend api
                  bind 127.0.0.1:%d
                  default_backend orders
                backend orders
                  balance roundrobin
                  cookie instance insert indirect nocache
                  option httpchk
                %s%s""".formatted(statistics, front, check, servers));
        return new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
    }

    /** One client: request after request, on kept connections, until it is interrupted. */
    private void send(int front) {
        HttpClient client = HttpClient.newHttpClient();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                int status =
                        client.send(order(front), BodyHandlers.discarding()).statusCode();
                if (status == 201) {
                    served.incrementAndGet();
                } else {
                    lost.add("status " + status);
                }
            } catch (IOException e) {
                lost.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean served(int front) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(order(front), BodyHandlers.discarding())
                            .statusCode()
                    == 201;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpRequest order(int front) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front + "/orders"))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(TEA))
                .build();
    }
}
