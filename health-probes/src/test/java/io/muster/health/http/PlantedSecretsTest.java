package io.muster.health.http;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.muster.health.CheckSnapshot;
import io.muster.health.HealthListener;
import io.muster.health.Liveness;
import io.muster.health.dialect.ActuatorJson;
import io.muster.health.dialect.FlatJson;
import io.muster.health.dialect.HealthJson;
import io.muster.health.dialect.MicroProfileJson;
import io.muster.health.metrics.MicrometerMetrics;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets wherever one may slip in; none comes out, raw or encoded, with or without permission. */
class PlantedSecretsTest {
    private static final String SECRET = "pl/nted+\"secret=42";
    private static final String TOKEN = "planted-token-0123456789";
    private static final CheckPolicy FAST = CheckPolicy.every(Duration.ofMillis(20));

    private final KeptLog log = KeptLog.open();
    private final Liveness liveness = new Liveness();
    private final CountDownLatch release = new CountDownLatch(1);
    private final LifecycleManager app = LifecycleManager.named("orders");
    private final ProbeServer server = app.attach(ProbeServer.on(0)
            .bind("127.0.0.1")
            .prefix("/api/v1/health")
            .liveness(liveness)
            .mount("/q/health", new MicroProfileJson())
            .mount("/actuator/health", new ActuatorJson())
            .mount("/health+json", new HealthJson())
            .mount("/flat", FlatJson.booleans())
            .mount("", FlatJson.words())
            .metrics(MicrometerMetrics.of(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))
            .settings(() -> List.of(
                    new Setting("API_KEY", "environment", SECRET, true),
                    new Setting("DATABASE_URL", "file " + SECRET, "postgresql://u:" + encoded() + "@db/x", false)))
            .access(Access.nobody().token(Secret.of(TOKEN))));

    @AfterEach
    void stop() {
        release.countDown();
        app.stop("end of the test");
        log.close();
    }

    @Test
    void noSecretComesOut() throws Exception {
        var heard = new AtomicBoolean();
        app.view().redactor().add(Secret.of(SECRET));
        app.add(component("upstream", () -> "client")
                .check(
                        client -> context -> {
                            if (!heard.get()) {
                                return HealthResult.up();
                            }
                            throw new FailureException(
                                    Failure.CREDENTIALS,
                                    "upstream said {\"key\":\"" + SECRET + "\"}",
                                    new IOException("jdbc:postgresql://u:" + SECRET + "@db?password=" + encoded()));
                        },
                        FAST));
        app.add(check("chatty", context -> HealthResult.up())
                .check(
                        nothing -> context -> heard.get()
                                ? HealthResult.degraded("uses " + base64())
                                        .with("url", "redis://:" + encoded() + "@redis")
                                        .with("key " + SECRET, SECRET)
                                : HealthResult.up(),
                        FAST));
        app.start();
        server.monitor().listen(new Indiscreet());
        heard.set(true);
        startWorker();
        liveness.declareBroken("cannot log in with " + SECRET);
        await().untilAsserted(() -> assertThat(get("/livez", true)).startsWith("HTTP/1.1 503"));
        await().untilAsserted(() -> assertThat(get("/readyz", true)).startsWith("HTTP/1.1 503"));
        var paths = new ArrayList<>(List.of(
                "/livez?verbose",
                "/readyz?verbose",
                "/readyz/upstream",
                "/readyz/chatty",
                "/startupz?verbose",
                "/api/v1/health",
                "/api/v1/health/readiness",
                "/api/v1/health/startup",
                "/api/v1/health/diagnostics",
                "/q/health",
                "/actuator/health",
                "/actuator/health/upstream",
                "/health+json",
                "/flat",
                "/ready",
                "/health",
                "/metrics",
                "/nothing",
                "/readyz?exclude=x"));
        for (String path : paths) {
            for (boolean permitted : new boolean[] {true, false}) {
                assertThat(get(path, permitted)).as(path).startsWith("HTTP/1.1 ");
                assertDiscreet(path, get(path, permitted));
            }
        }
        String diagnostics = get("/api/v1/health/diagnostics", true);
        assertThat(diagnostics)
                .contains("\"name\":\"API_KEY\"", "\"value\":\"***\"")
                .contains("\"evidence_of_death\":{", "\\\"worker ***\\\"", "\"user_agent\":\"probe ***\"");
        assertDiscreet("diagnostics", diagnostics);
        app.stop("replaced, key " + SECRET);
        await().untilAsserted(() -> assertThat(log.text())
                .contains("upstream said", "not alive: 'declared'", "\"worker ***\"", "Indiscreet threw", "key ***"));
        assertDiscreet("log", log.text());
    }

    private static void assertDiscreet(String what, String text) {
        assertThat(text)
                .as(what)
                .doesNotContain(SECRET, encoded(), base64(), TOKEN, "nted+", "secret=42", "planted-token");
    }

    /** Its name shows up in every dump. */
    private void startWorker() {
        var worker = new Thread(this::work, "worker " + SECRET);
        worker.setDaemon(true);
        worker.start();
    }

    private void work() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Foreign code that puts a secret where it does not belong. */
    private static final class Indiscreet implements HealthListener {
        @Override
        public void checkChanged(CheckSnapshot before, CheckSnapshot after) {
            throw new IllegalStateException("no webhook", new IOException("https://hooks.example/" + SECRET));
        }
    }

    private static String encoded() {
        return URLEncoder.encode(SECRET, UTF_8);
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
    }

    private String get(String path, boolean permitted) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String token = permitted ? "Authorization: Bearer " + TOKEN + "\r\n" : "";
            String agent = "User-Agent: probe " + SECRET + "\r\n";
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\n" + agent + token + "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
