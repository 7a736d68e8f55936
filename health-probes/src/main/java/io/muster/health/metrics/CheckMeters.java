package io.muster.health.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.muster.health.CheckSnapshot;
import io.muster.lifecycle.HealthStatus;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The meters of one check, as the latest snapshot shows it. */
final class CheckMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters;
    private volatile CheckSnapshot check;

    CheckMeters(MeterRegistry registry, CheckSnapshot first) {
        this.registry = registry;
        this.check = first;
        String name = first.name();
        this.meters = List.of(
                Gauge.builder("muster.check.status", () -> severity(check.status()))
                        .description("How the check is: 0 up, 1 degraded, 2 unknown, 3 down")
                        .tag("check", name)
                        .register(registry),
                TimeGauge.builder("muster.check.age", this::ageMillis, TimeUnit.MILLISECONDS)
                        .description("Age of the check's last answer")
                        .tag("check", name)
                        .register(registry),
                FunctionTimer.builder(
                                "muster.check.runs",
                                this,
                                self -> self.check.totals().answers(),
                                self -> self.check.totals().busy().toNanos(),
                                TimeUnit.NANOSECONDS)
                        .description("Answers of the check, and how long its runs took")
                        .tag("check", name)
                        .register(registry),
                FunctionCounter.builder(
                                "muster.check.failures",
                                this,
                                self -> self.check.totals().failures())
                        .description("Answers that were down or unknown")
                        .tag("check", name)
                        .register(registry),
                FunctionCounter.builder(
                                "muster.check.flaps",
                                this,
                                self -> self.check.totals().flaps())
                        .description("Turns from well to unwell")
                        .tag("check", name)
                        .register(registry));
    }

    private static int severity(HealthStatus status) {
        return switch (status) {
            case UP -> 0;
            case DEGRADED -> 1;
            case UNKNOWN -> 2;
            case DOWN -> 3;
        };
    }

    void update(CheckSnapshot latest) {
        check = latest;
    }

    private Number ageMillis() {
        long now = registry.config().clock().wallTime();
        return check.lastRun()
                .<Number>map(last -> Math.max(0, now - last.toEpochMilli()))
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
