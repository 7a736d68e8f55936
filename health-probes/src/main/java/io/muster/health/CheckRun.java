package io.muster.health;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.HealthStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * One answer about a check, as its history keeps it. Immutable.
 *
 * @param at when it came
 * @param duration how long the run took; zero when real traffic reported it
 * @param status what it was, before failures and successes in a row are counted
 * @param reason why it was not UP, scrubbed
 * @param reported whether real traffic reported it, rather than a run of the check
 */
public record CheckRun(Instant at, Duration duration, HealthStatus status, String reason, boolean reported) {
    /** Refuses nulls. */
    public CheckRun {
        requireNonNull(at, "at");
        requireNonNull(duration, "duration");
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }
}
