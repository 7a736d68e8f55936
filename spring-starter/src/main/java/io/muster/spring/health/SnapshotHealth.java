package io.muster.spring.health;

import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import io.muster.spring.probes.Probes;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Says in Boot's words what a snapshot says in ours. */
final class SnapshotHealth {
    private SnapshotHealth() {}

    /** The snapshot of the moment; empty before the service starts. */
    static Optional<Snapshot> read(Probes probes) {
        try {
            return Optional.of(probes.monitor().snapshot());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    static Health notStarted() {
        return of(Status.OUT_OF_SERVICE, "the service has not started yet", Map.of());
    }

    static Health of(Status status, String reason, Map<String, String> details) {
        Health.Builder health = Health.status(status);
        if (!reason.isEmpty()) {
            health.withDetail("reason", reason);
        }
        details.forEach(health::withDetail);
        return health.build();
    }

    /** A service that has not started yet is alive: a restart would only begin again. */
    static Health liveness(Probes probes) {
        return read(probes)
                .map(Snapshot::liveness)
                .map(verdict -> of(status(verdict), verdict.reason(), Map.of()))
                .orElseGet(() -> Health.up().build());
    }

    private static Status status(Verdict verdict) {
        return verdict.passed() ? Status.UP : Status.DOWN;
    }
}
