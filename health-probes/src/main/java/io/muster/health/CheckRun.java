package io.muster.health;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.HealthStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * One run of a check, as its history keeps it. Immutable.
 *
 * @param at when it ended
 * @param duration how long it took
 * @param status what it answered, before failures and successes in a row are counted
 * @param reason why it was not UP, scrubbed
 */
public record CheckRun(Instant at, Duration duration, HealthStatus status, String reason) {
    /** Refuses nulls. */
    public CheckRun {
        requireNonNull(at, "at");
        requireNonNull(duration, "duration");
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }
}
