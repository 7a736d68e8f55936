package io.muster.health.dialect;

import io.muster.health.CheckSnapshot;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import java.util.List;

/** The names of what is DOWN by itself, and not because of something else. */
final class Roots {
    private Roots() {}

    static List<String> of(Snapshot snapshot) {
        return snapshot.checks().stream()
                .filter(check -> check.status() == HealthStatus.DOWN)
                .filter(check -> check.causes().isEmpty())
                .map(CheckSnapshot::name)
                .toList();
    }
}
