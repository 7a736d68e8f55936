package io.muster.health.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of one service: its state, its probes, its components, and those of each check that there is. */
final class ServiceMeters implements LifecycleListener, AutoCloseable {
    private final MeterRegistry registry;
    private final Supplier<Snapshot> snapshots;
    private final List<Meter> always;
    /** Guards the meters that come and go, and itself runs nothing but the registry. */
    private final Object lock = new Object();

    private final Map<String, Meter> durations = new HashMap<>();
    private final Map<String, CheckMeters> checks = new HashMap<>();
    private boolean closed;
    private volatile @Nullable Snapshot followed;
    private volatile long drainingSince;
    private volatile double drainNanos;

    ServiceMeters(MeterRegistry registry, LifecycleView view, Supplier<Snapshot> snapshots) {
        this.registry = registry;
        this.snapshots = snapshots;
        var meters = new ArrayList<Meter>();
        for (LifecycleState state : LifecycleState.values()) {
            meters.add(Gauge.builder("muster.state", () -> view.state() == state ? 1 : 0)
                    .description("1 for the state that the service is in")
                    .tag("state", lower(state))
                    .register(registry));
        }
        for (Probe probe : Probe.values()) {
            meters.add(Gauge.builder(
                            "muster.probe", () -> snapshots.get().verdict(probe).passed() ? 1 : 0)
                    .description("1 while the probe passes")
                    .tag("probe", lower(probe))
                    .register(registry));
        }
        meters.add(Gauge.builder("muster.work.in.flight", () -> view.gate().inFlight())
                .description("Work that a stop would wait for")
                .register(registry));
        meters.add(TimeGauge.builder("muster.drain", this::drained, TimeUnit.NANOSECONDS)
                .description("How long the service drained, or has drained by now")
                .register(registry));
        this.always = List.copyOf(meters);
    }

    private Number drained() {
        long since = drainingSince;
        return since == 0 ? drainNanos : (double) (registry.config().clock().monotonicTime() - since);
    }

    /** Meters what the latest snapshot has, and nothing else; costs one comparison while it is still the same. */
    @SuppressWarnings("ReferenceEquality") // a snapshot is renewed, never changed
    void follow() {
        Snapshot latest = snapshots.get();
        if (latest == followed) {
            return;
        }
        synchronized (lock) {
            if (closed) {
                return;
            }
            followed = latest;
            var present = new HashMap<String, CheckSnapshot>();
            latest.checks().forEach(check -> present.put(check.name(), check));
            checks.entrySet().removeIf(entry -> {
                boolean gone = !present.containsKey(entry.getKey());
                if (gone) {
                    entry.getValue().close();
                }
                return gone;
            });
            present.forEach((name, check) -> checks.computeIfAbsent(name, key -> new CheckMeters(registry, check))
                    .update(check));
        }
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
        long now = registry.config().clock().monotonicTime();
        if (to == LifecycleState.DRAINING) {
            drainingSince = now;
        } else if (from == LifecycleState.DRAINING) {
            drainNanos = now - drainingSince;
            drainingSince = 0;
        }
        follow();
    }

    @Override
    public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
        duration("start", name, "succeeded", duration);
    }

    @Override
    public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
        duration("start", name, lower(outcome), duration);
    }

    @Override
    public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
        duration("stop", name, failure.isEmpty() ? "succeeded" : "failed", duration);
    }

    @Override
    public void componentAbandoned(String name, Duration duration, String stack) {
        duration("stop", name, "hung", duration);
    }

    private void duration(String step, String component, String outcome, Duration duration) {
        long nanos = duration.toNanos();
        synchronized (lock) {
            if (closed) {
                return;
            }
            durations.computeIfAbsent(
                    step + " " + component,
                    key -> TimeGauge.builder("muster.component." + step, () -> nanos, TimeUnit.NANOSECONDS)
                            .description("How long the " + step + " of the component took")
                            .tag("component", component)
                            .tag("outcome", outcome)
                            .register(registry));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** For good: what is told or asked later meters nothing. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            always.forEach(registry::remove);
            durations.values().forEach(registry::remove);
            checks.values().forEach(CheckMeters::close);
            checks.clear();
        }
    }
}
