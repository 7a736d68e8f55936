package io.muster.health;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.HealthStatus;

/**
 * The answer to one probe. Immutable.
 *
 * @param status UP and DEGRADED pass; UNKNOWN and DOWN do not
 * @param reason why it is not UP, scrubbed, for callers with permission; empty when UP
 */
public record Verdict(HealthStatus status, String reason) {
    static final Verdict UP = new Verdict(HealthStatus.UP, "");

    /** Refuses nulls. */
    public Verdict {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
    }

    /** Whether the probe passes: 200 rather than 503. */
    public boolean passed() {
        return status.ready();
    }

    static Verdict down(String reason) {
        return new Verdict(HealthStatus.DOWN, reason);
    }
}
