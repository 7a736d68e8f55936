package io.muster.health.conformance;

import static io.muster.lifecycle.Component.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.muster.health.Probe;
import io.muster.health.dialect.ActuatorJson;
import io.muster.health.dialect.FlatJson;
import io.muster.health.dialect.HealthJson;
import io.muster.health.dialect.MicroProfileJson;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeConformanceTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final AtomicBoolean down = new AtomicBoolean();

    private static LifecycleManager app;
    private static ProbeServer server;

    @BeforeAll
    static void start() {
        app = LifecycleManager.named("orders");
        app.add(check("database", context -> HealthResult.up())
                .check(
                        nothing -> context -> down.get()
                                ? HealthResult.down(Failure.UNAVAILABLE, "gone: caf\u00e9")
                                : HealthResult.up().with("place", "caf\u00e9"),
                        CheckPolicy.every(Duration.ofMillis(20))));
        server = app.attach(ProbeServer.on(0)
                .bind("127.0.0.1")
                .prefix("/api/v1/health")
                .mount("/q/health", new MicroProfileJson())
                .mount("/actuator/health", new ActuatorJson())
                .mount("/health+json", new HealthJson())
                .mount("/flat", FlatJson.booleans())
                .mount("", FlatJson.words()));
        app.start();
    }

    @AfterAll
    static void stop() {
        app.stop("end of the test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/readyz",
                "/readyz?verbose",
                "/readyz/database",
                "/api/v1/health/readiness",
                "/q/health",
                "/q/health/ready",
                "/actuator/health",
                "/actuator/health/database",
                "/health+json",
                "/flat",
                "/ready"
            })
    void everyPlatformTakesReadinessAsItIs(String path) {
        down.set(false);
        becomes(path, 200);
        // a body with more than ASCII is for callers with permission, which balancers are not
        assertThat(suite().passing(path))
                .filteredOn(violation -> violation.platform() != Platform.GCP
                        || !violation.rule().contains("ASCII"))
                .isEmpty();
        down.set(true);
        becomes(path, 503);
        assertThat(suite().failing(path))
                .filteredOn(violation -> violation.platform() != Platform.GCP
                        || !violation.rule().contains("ASCII"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/livez", "/startupz", "/health", "/api/v1/health", "/actuator/health/liveness", "/q/health/live"
            })
    void everyPlatformTakesLivenessAsItIs(String path) {
        assertThat(suite().passing(path)).isEmpty();
    }

    @Test
    void theKubeletFindsItReadyAndThenNotAndNeverKillsIt() {
        down.set(false);
        becomes("/readyz", 200);
        var second = Duration.ofSeconds(1);
        var kubelet = KubeletSimulator.of(
                URI.create("http://127.0.0.1:" + server.port()),
                List.of(
                        KubeletProbe.of(Probe.STARTUP, "/startupz").timing(Duration.ZERO, second, PATIENT),
                        KubeletProbe.of(Probe.LIVENESS, "/livez").timing(Duration.ZERO, second, PATIENT),
                        KubeletProbe.of(Probe.READINESS, "/readyz").timing(Duration.ZERO, second, PATIENT)));
        kubelet.pass(second);
        assertThat(kubelet.ready()).isTrue();
        down.set(true);
        becomes("/readyz", 503);
        kubelet.pass(second.multipliedBy(3));
        assertThat(kubelet.ready()).isFalse();
        assertThat(kubelet.killed()).isFalse();
    }

    @Test
    void whatBreaksTheRulesIsFound() throws IOException {
        var sloppy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sloppy.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "é".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Server", "Sloppy/1.0");
                exchange.sendResponseHeaders(207, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        sloppy.start();
        var found = ProbeConformance.at(sloppy.getAddress()).timeout(PATIENT).passing("/");
        sloppy.stop(0);
        assertThat(found)
                .extracting(Violation::toString)
                .contains(
                        "ENVOY: answers exactly 200; found: 207",
                        "KUBELET: has 10 KiB of body at the most; found: 20000 bytes",
                        "ALB: is never cached on the way; found: no Cache-Control",
                        "HAPROXY: does not tell its software; found: Sloppy/1.0")
                .anyMatch(text -> text.startsWith("GCP: has ASCII in the first 1024 bytes"));
        assertThat(ProbeConformance.at(sloppy.getAddress()).failing("/")).hasSize(5);
    }

    private static ProbeConformance suite() {
        return ProbeConformance.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
                .timeout(PATIENT);
    }

    private static void becomes(String path, int status) {
        Awaitility.await().untilAsserted(() -> {
            try (var connection =
                    new Connection(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENT)) {
                connection.send(Platform.HAPROXY.request(path, ""));
                assertThat(connection.answer().status()).isEqualTo(status);
            }
        });
    }
}
