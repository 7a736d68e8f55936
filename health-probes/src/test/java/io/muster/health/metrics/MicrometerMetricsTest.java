package io.muster.health.metrics;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.muster.health.FakeView;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
    private final FakeView view = new FakeView();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Snapshot snapshot = Snapshots.running(up("redis"), down("database"));

    @Test
    void theStateIsOneOfThem() throws Exception {
        view.state(LifecycleState.RUNNING);
        try (var metrics = MicrometerMetrics.of(registry).open(view, () -> snapshot)) {
            assertThat(metrics).isNotNull();
            assertThat(gauge("muster.state", "state", "running")).isEqualTo(1);
            assertThat(gauge("muster.state", "state", "draining")).isZero();
            assertThat(gauge("muster.probe", "probe", "liveness")).isEqualTo(1);
            assertThat(gauge("muster.probe", "probe", "readiness")).isZero();
            assertThat(registry.get("muster.work.in.flight").gauge().value()).isZero();
        }
    }

    @Test
    void eachCheckHasItsMetersAsLongAsItIsThere() throws Exception {
        var metrics = MicrometerMetrics.of(registry);
        try (var open = metrics.open(view, () -> snapshot)) {
            assertThat(open).isNotNull();
            metrics.answered("/readyz", 503);
            assertThat(gauge("muster.check.status", "check", "database")).isEqualTo(3);
            assertThat(gauge("muster.check.status", "check", "redis")).isZero();
            assertThat(registry.get("muster.check.age")
                            .tag("check", "redis")
                            .timeGauge()
                            .value())
                    .isPositive();
            var runs = registry.get("muster.check.runs").tag("check", "redis").functionTimer();
            assertThat(runs.count()).isEqualTo(7);
            assertThat(runs.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(84);
            assertThat(counter("muster.check.failures", "redis")).isEqualTo(2);
            assertThat(counter("muster.check.flaps", "redis")).isEqualTo(1);
            snapshot = Snapshots.running(down("redis"), up("openai"));
            metrics.answered("/readyz", 503);
            assertThat(gauge("muster.check.status", "check", "redis")).isEqualTo(3);
            assertThat(gauge("muster.check.status", "check", "openai")).isZero();
            assertThat(registry.find("muster.check.status")
                            .tag("check", "database")
                            .meters())
                    .isEmpty();
        }
        assertThat(registry.find("muster.check.status").meters()).isEmpty();
        assertThat(registry.find("muster.state").meters()).isEmpty();
    }

    @Test
    void answersAreCountedByEndpointAndStatus() {
        var metrics = MicrometerMetrics.of(registry);
        metrics.answered("/readyz", 503);
        metrics.answered("/readyz", 503);
        metrics.answered("/readyz", 200);
        assertThat(registry.get("muster.probe.requests")
                        .tag("endpoint", "/readyz")
                        .tag("status", "503")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void componentsTellHowLongTheyTook() {
        var meters = new ServiceMeters(registry, view, () -> snapshot);
        meters.componentStarted("database", Duration.ofMillis(1_500), Optional.empty());
        meters.componentFailed("chroma", Duration.ofMillis(10), Outcome.HUNG, List.of());
        meters.componentStopped("database", Duration.ofMillis(20), Optional.empty());
        meters.componentAbandoned("http", Duration.ofMillis(30), "");
        assertThat(seconds("muster.component.start", "database", "succeeded")).isEqualTo(1.5);
        assertThat(seconds("muster.component.start", "chroma", "hung")).isEqualTo(0.01);
        assertThat(seconds("muster.component.stop", "database", "succeeded")).isEqualTo(0.02);
        assertThat(seconds("muster.component.stop", "http", "hung")).isEqualTo(0.03);
        meters.close();
        assertThat(registry.getMeters()).isEmpty();

        snapshot = Snapshots.running(up("late"));
        meters.stateChanged(LifecycleState.STOPPING, LifecycleState.STOPPED, "");
        meters.componentStarted("late", Duration.ofMillis(1), Optional.empty());
        assertThat(registry.getMeters()).as("told too late").isEmpty();
    }

    @Test
    void theDrainIsTimedWhileItLastsAndStaysAsItWas() {
        var meters = new ServiceMeters(registry, view, () -> snapshot);
        assertThat(registry.get("muster.drain").timeGauge().value()).isZero();
        meters.stateChanged(LifecycleState.RUNNING, LifecycleState.DRAINING, "SIGTERM");
        assertThat(registry.get("muster.drain").timeGauge().value()).isPositive();
        meters.stateChanged(LifecycleState.DRAINING, LifecycleState.STOPPING, "SIGTERM");
        double drained = registry.get("muster.drain").timeGauge().value();
        assertThat(drained).isPositive();
        assertThat(registry.get("muster.drain").timeGauge().value()).isEqualTo(drained);
    }

    @Test
    void prometheusSaysItAllByItsOwnConventions() throws Exception {
        var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var composite = new CompositeMeterRegistry();
        composite.add(registry);
        composite.add(prometheus);
        for (MeterRegistry each : List.of(prometheus, composite)) {
            var metrics = MicrometerMetrics.of(each);
            try (var open = metrics.open(view, () -> snapshot)) {
                assertThat(open).isNotNull();
                metrics.answered("/readyz", 503);
                var answer = metrics.scrape().orElseThrow();
                assertThat(answer.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
                assertThat(answer.body())
                        .contains("# TYPE muster_state gauge", "muster_state{state=\"new\"} 1.0")
                        .contains("muster_check_status{check=\"database\"} 3.0")
                        .contains("muster_check_age_seconds{check=\"redis\"} ")
                        .contains("muster_check_runs_seconds_count{check=\"redis\"} 7")
                        .contains("muster_check_runs_seconds_sum{check=\"redis\"} 0.084")
                        .contains("muster_check_failures_total{check=\"redis\"} 2.0")
                        .contains("muster_check_flaps_total{check=\"redis\"} 1.0")
                        .contains("muster_probe_requests_total{endpoint=\"/readyz\",status=\"503\"} ")
                        .contains("muster_drain_seconds 0.0");
            }
        }
    }

    @Test
    void withoutPrometheusThereIsNothingToScrape() {
        assertThat(MicrometerMetrics.of(registry).scrape()).isEmpty();
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    private double counter(String name, String check) {
        return registry.get(name).tag("check", check).functionCounter().count();
    }

    private double seconds(String name, String component, String outcome) {
        return registry.get(name)
                .tag("component", component)
                .tag("outcome", outcome)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }
}
