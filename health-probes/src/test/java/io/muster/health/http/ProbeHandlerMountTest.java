package io.muster.health.http;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.muster.health.FakeView;
import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.health.dialect.ActuatorJson;
import io.muster.health.dialect.Answer;
import io.muster.health.dialect.Dialect;
import io.muster.health.dialect.FlatJson;
import io.muster.health.dialect.MicroProfileJson;
import io.muster.health.dialect.Question;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Secret;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeHandlerMountTest {
    private static final String TOKEN = "0123456789abcdef";

    private Snapshot snapshot = Snapshots.running(up("database", "host", "db.internal"));
    private final ProbeHandler handler = ProbeHandler.of(() -> snapshot);
    private final Metrics metrics = new Metrics();

    @Test
    void severalDialectsSayTheSameSnapshot() {
        var all = handler.prefix("/api/v1/health")
                .mount("/health", new MicroProfileJson())
                .mount("/actuator/health", new ActuatorJson())
                .mount("/flat", FlatJson.booleans());
        for (boolean up : new boolean[] {true, false}) {
            snapshot = Snapshots.running(up ? up("database") : down("database"));
            for (String path : List.of("/readyz", "/api/v1/health/readiness", "/health", "/actuator/health", "/flat")) {
                assertThat(ask(all, path).status()).as(path).isEqualTo(up ? 200 : 503);
            }
        }
        assertThat(ask(all, "/actuator/health/database").headers())
                .containsEntry("Content-Type", "application/vnd.spring-boot.actuator.v3+json");
        assertThat(ask(all, "/flat/x").status()).isEqualTo(404);
    }

    @Test
    void aPathIsTakenOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.mount("/health", new MicroProfileJson()))
                .withMessage("path '/health' is taken twice; give one of them another prefix, "
                        + "such as prefix(\"/api/v1/health\")");
        assertThatIllegalArgumentException().isThrownBy(() -> handler.mount("", FlatJson.words()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "/health/", "/a b", "//", "/a?b"})
    void whatIsNoPrefixIsRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> handler.mount(prefix, new ActuatorJson()));
    }

    @Test
    void aDialectThatThrowsIsA503() {
        var broken = handler.mount("/broken", new Dialect() {
            @Override
            public Map<String, Probe> paths() {
                return Map.of("", Probe.READINESS);
            }

            @Override
            public Optional<Answer> say(Snapshot snapshot, Question question) {
                throw new IllegalStateException("bug");
            }
        });
        assertThat(ask(broken, "/broken").status()).isEqualTo(503);
        assertThat(ask(broken, "/broken").body()).isEqualTo("unavailable\n");
    }

    @Test
    void beforeItIsAttachedEverythingFails() {
        assertThat(ask(ProbeHandler.create(), "/livez").status()).isEqualTo(503);
        assertThatIllegalStateException().isThrownBy(() -> ProbeHandler.create().monitor());
    }

    @Test
    void diagnosticsAskForATokenWhereThereIsOne() {
        var guarded = handler.access(Access.nobody().token(Secret.of(TOKEN)));
        var asked = ask(guarded, "/health/diagnostics");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"diagnostics\"");
        assertThat(asked.body()).isEqualTo("unauthorized\n");
        var known = guarded.handle(
                request("/health/diagnostics", "203.0.113.9", Map.of("Authorization", List.of("Bearer " + TOKEN))));
        assertThat(known.status()).isEqualTo(200);
    }

    @Test
    void diagnosticsAreNotForThoseWhoAskAllTheTime() {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 50; i++) {
            statuses.add(ask(handler, "/health/diagnostics").status());
        }
        assertThat(statuses).startsWith(200, 200, 200, 200, 200).contains(429);
        while (true) {
            var limited = ask(handler, "/health/diagnostics");
            if (limited.status() == 429) {
                assertThat(limited.headers()).containsEntry("Retry-After", "1");
                return;
            }
        }
    }

    @Test
    void metricsAreForWhomMayKnowAndCountEveryAnswer() {
        var metered = handler.metrics(metrics);
        assertThat(ask(metered, "/metrics").body()).isEqualTo("up 1\n");
        assertThat(metered.handle(request("/metrics", "203.0.113.9", Map.of())).status())
                .isEqualTo(403);
        ask(metered, "/readyz/database");
        ask(metered, "/made/up/by/the/caller");
        assertThat(metrics.counted).containsExactly("/metrics 200", "/metrics 403", "/{check} 200", "other 404");
        assertThat(ask(handler, "/metrics").status()).isEqualTo(404);
    }

    @Test
    void metricsThatDoNotOpenLeaveNothingBehind() {
        var view = new FakeView("leaving");
        var closed = new AtomicInteger();
        var failing = ProbeHandler.create().metrics(new Metrics() {
            @Override
            public AutoCloseable open(LifecycleView ignored, Supplier<Snapshot> snapshots) {
                throw new IllegalStateException("no registry");
            }
        });
        view.whenListenerGoes(closed::incrementAndGet);
        assertThatIllegalStateException().isThrownBy(() -> failing.open(view)).withMessage("no registry");
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("muster-leaving-health")));
        assertThat(closed).hasPositiveValue();
    }

    @Test
    void whoOpensItToEverybodyIsWarned() throws Exception {
        for (boolean everybody : new boolean[] {true, false}) {
            var opened = ProbeHandler.create().access(everybody ? Access.everybody() : Access.loopback());
            try (var log = KeptLog.open();
                    var open = opened.open(new FakeView())) {
                assertThat(open).isNotNull();
                assertThat(log.text()
                                .contains(" WARN " + ProbeHandler.class.getName()
                                        + " 'orders': details, diagnostics and metrics are open to everybody"))
                        .isEqualTo(everybody);
            }
        }
    }

    @Test
    void diagnosticsKnowWhoAsks() {
        handler.handle(request("/readyz", "192.0.2.7", Map.of("user-agent", List.of("kube-probe/1.34"))));
        assertThat(ask(handler, "/health/diagnostics").body())
                .contains("{\"address\":\"192.0.2.7\",\"user_agent\":\"kube-probe/1.34\",\"endpoint\":\"/readyz\","
                        + "\"last_answer\":200,");
    }

    private static ProbeResponse ask(ProbeHandler handler, String path) {
        return handler.handle(request(path, "127.0.0.1", Map.of()));
    }

    private static ProbeRequest request(String path, String remote, Map<String, List<String>> headers) {
        Optional<InetAddress> address = ProbeRequest.address(remote);
        return new ProbeRequest("GET", path, "", headers, address);
    }

    private static class Metrics implements ProbeMetrics {
        private final List<String> counted = new ArrayList<>();

        @Override
        public AutoCloseable open(LifecycleView view, Supplier<Snapshot> snapshots) {
            return () -> {};
        }

        @Override
        public void answered(String endpoint, int status) {
            counted.add(endpoint + " " + status);
        }

        @Override
        public Optional<Answer> scrape() {
            return Optional.of(new Answer(true, "text/plain", "up 1\n"));
        }
    }
}
