package io.muster.spring.health;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says what a snapshot says: it only reads, so it neither waits nor fails. */
record SnapshotIndicator(Supplier<Health> reading) implements HealthIndicator {
    @Override
    public Health health() {
        return reading.get();
    }
}
