package io.muster.health;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Snapshots written by hand, for the tests of what says them. */
public final class Snapshots {
    private static final Instant NOW = Instant.parse("2025-01-24T10:30:00.123Z");

    /** What every check here has behind it. */
    public static final CheckTotals TOTALS = new CheckTotals(7, 2, 1, Duration.ofMillis(84));

    private Snapshots() {}

    /** A running service with these checks. */
    public static Snapshot running(CheckSnapshot... checks) {
        return in(LifecycleState.RUNNING, true, checks);
    }

    /** A service in some state; {@code hasRun} tells a stop from a rollback. */
    public static Snapshot in(LifecycleState state, boolean hasRun, CheckSnapshot... checks) {
        return of(state, hasRun, List.of(), Optional.empty(), checks);
    }

    /** A service that started as {@code report} says. */
    public static Snapshot started(StartupReport report) {
        return of(LifecycleState.RUNNING, true, List.of(), Optional.of(report));
    }

    /** A running service with these signs of life. */
    public static Snapshot withSigns(Sign... signs) {
        return of(LifecycleState.RUNNING, true, List.of(signs), Optional.empty());
    }

    /** The same, as it reads when nobody renews it. */
    public static Snapshot expired(Snapshot snapshot) {
        return snapshot.expired("the monitor is silent for 6 s", NOW);
    }

    private static Snapshot of(
            LifecycleState state,
            boolean hasRun,
            List<Sign> signs,
            Optional<StartupReport> report,
            CheckSnapshot... checks) {
        return new Snapshot(
                "orders",
                state,
                state.compareTo(LifecycleState.RUNNING) > 0 ? "SIGTERM" : "",
                NOW,
                NOW,
                Duration.ofHours(1),
                StateTable.startup(state, hasRun),
                StateTable.liveness(state, signs),
                StateTable.readiness(state, List.of(checks)),
                List.of(checks),
                Causes.rootCause(List.of(checks), name -> true),
                signs,
                Optional.empty(),
                new Machine(OptionalDouble.of(15.2), OptionalDouble.of(45.8), OptionalDouble.of(23.1)),
                report);
    }

    /** A check that answered in 12.5 ms; details are name, value, name, value. */
    public static CheckSnapshot up(String name, String... details) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < details.length; i += 2) {
            map.put(details[i], details[i + 1]);
        }
        return check(name, true, false, HealthStatus.UP, "", map);
    }

    /** The same, when its last run took so long. */
    public static CheckSnapshot took(CheckSnapshot check, Duration duration) {
        return new CheckSnapshot(
                check.name(),
                check.required(),
                check.shared(),
                check.status(),
                check.reason(),
                check.failure(),
                check.details(),
                check.lastRun(),
                Optional.of(duration),
                check.since(),
                check.stack(),
                check.causes(),
                check.history(),
                check.totals());
    }

    /** A required check that is DOWN for a reason nobody should see. */
    public static CheckSnapshot down(String name) {
        return check(name, true, false, HealthStatus.DOWN, "refused by 10.0.0.5", Map.of());
    }

    /** An optional check that is DOWN. */
    public static CheckSnapshot optionalDown(String name) {
        return check(name, false, false, HealthStatus.DOWN, "refused by 10.0.0.5", Map.of());
    }

    /** A shared check that is DOWN. */
    public static CheckSnapshot sharedDown(String name) {
        return check(name, true, true, HealthStatus.DOWN, "refused by 10.0.0.5", Map.of());
    }

    private static CheckSnapshot check(
            String name,
            boolean required,
            boolean shared,
            HealthStatus status,
            String reason,
            Map<String, String> details) {
        return new CheckSnapshot(
                name,
                required,
                shared,
                status,
                reason,
                status == HealthStatus.DOWN ? Optional.of(Failure.UNAVAILABLE) : Optional.empty(),
                details,
                Optional.of(NOW),
                Optional.of(Duration.ofNanos(12_500_000)),
                NOW,
                Optional.empty(),
                List.of(),
                List.of(new CheckRun(NOW, Duration.ofNanos(12_500_000), status, reason, false)),
                TOTALS);
    }
}
