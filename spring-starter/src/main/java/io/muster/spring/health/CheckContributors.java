package io.muster.spring.health;

import io.muster.health.CheckSnapshot;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import io.muster.spring.probes.Probes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.Status;

/**
 * The service for Actuator: {@value #LIFECYCLE}, and one contributor for each check of ours, all out of one snapshot.
 *
 * <p>A check whose outage only degrades is DEGRADED while it is out, which Boot's aggregation leaves aside.
 */
final class CheckContributors implements CompositeHealthContributor {
    static final String LIFECYCLE = "lifecycle";
    static final Status DEGRADED = new Status("DEGRADED");

    private final Probes probes;
    private final Predicate<String> foreign;

    /** Without the checks that are {@code foreign}: Actuator lists those itself. */
    CheckContributors(Probes probes, Predicate<String> foreign) {
        this.probes = probes;
        this.foreign = foreign;
    }

    /** Before the service starts nobody knows its checks, so whatever Boot asks for by name may be one. */
    @Override
    public @Nullable HealthContributor getContributor(String name) {
        Optional<Snapshot> snapshot = SnapshotHealth.read(probes);
        if (name.equals(LIFECYCLE)) {
            return lifecycle();
        }
        boolean known = snapshot.isEmpty()
                || listed(snapshot.get()).anyMatch(check -> check.name().equals(name));
        return known ? new SnapshotIndicator(() -> one(name)) : null;
    }

    @Override
    public Stream<Entry> stream() {
        Stream<Entry> checks = SnapshotHealth.read(probes).stream()
                .flatMap(this::listed)
                .map(check -> new Entry(check.name(), new SnapshotIndicator(() -> of(check))));
        return Stream.concat(Stream.of(new Entry(LIFECYCLE, lifecycle())), checks);
    }

    private Stream<CheckSnapshot> listed(Snapshot snapshot) {
        return snapshot.checks().stream()
                .filter(check -> !check.name().equals(LIFECYCLE) && !foreign.test(check.name()));
    }

    private SnapshotIndicator lifecycle() {
        return new SnapshotIndicator(
                () -> SnapshotHealth.read(probes).map(CheckContributors::of).orElseGet(SnapshotHealth::notStarted));
    }

    private Health one(String name) {
        return SnapshotHealth.read(probes)
                .flatMap(snapshot -> snapshot.check(name))
                .map(CheckContributors::of)
                .orElseGet(() -> Health.unknown().build());
    }

    /** Everything about readiness that no check says. */
    private static Health of(Snapshot snapshot) {
        boolean byChecks = snapshot.state() == LifecycleState.RUNNING
                && snapshot.checks().stream().anyMatch(CheckContributors::fails);
        boolean up = snapshot.readiness().passed() || byChecks;
        return SnapshotHealth.of(
                up ? Status.UP : Status.OUT_OF_SERVICE,
                up ? "" : snapshot.readiness().reason(),
                Map.of("state", snapshot.state().name()));
    }

    private static Health of(CheckSnapshot check) {
        return SnapshotHealth.of(status(check), check.reason(), check.details());
    }

    /** Boot takes UNKNOWN for ready, and we do not. */
    private static Status status(CheckSnapshot check) {
        if (check.status() == HealthStatus.UP) {
            return Status.UP;
        }
        if (!fails(check)) {
            return DEGRADED;
        }
        return check.status() == HealthStatus.DOWN ? Status.DOWN : Status.OUT_OF_SERVICE;
    }

    private static boolean fails(CheckSnapshot check) {
        return check.decisive() && !check.status().ready();
    }
}
