package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a real HAProxy, which asks readiness and repeats nothing, a service leaves without losing a request. */
class HaproxyFieldTest {
    private static final int CLIENTS = 4;
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
            Process haproxy = haproxy(front, leaving, staying);
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

    private Process haproxy(int front, OrdersProcess... instances) throws IOException {
        var servers = new StringBuilder();
        for (OrdersProcess instance : instances) {
            servers.append("  server s%d 127.0.0.1:%d check port %d inter 200ms fall 1 rise 1%n"
                    .formatted(instance.port(), instance.port(), instance.probePort()));
        }
        Path configuration = folder.resolve("haproxy.cfg");
        Files.writeString(configuration, """
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
                  option httpchk
                  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host localhost
                  http-check expect status 200
                %s""".formatted(front, servers));
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
