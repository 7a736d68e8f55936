package io.muster.health;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;

/**
 * Counts answers in a row, and decides which of them stands.
 *
 * <p>Well are UP and DEGRADED, unwell are DOWN and UNKNOWN. An answer of the same kind as the standing one stands at once;
 * of the other kind, only after {@code fall} or {@code rise} of them with none of the standing kind between.
 */
final class Streak {
    private final CheckPolicy policy;
    private HealthResult standing = HealthResult.unknown("not asked yet");
    private boolean decided;
    private int against;

    Streak(CheckPolicy policy) {
        this.policy = policy;
    }

    HealthResult standing() {
        return standing;
    }

    /** Lets {@code result} stand, whatever was before. */
    void seed(HealthResult result) {
        standing = result;
        decided = true;
        against = 0;
    }

    void count(HealthResult result) {
        boolean well = result.status().ready();
        if (!decided || well == well()) {
            seed(result);
        } else if (++against >= (well ? policy.rise() : policy.fall())) {
            seed(result);
        }
    }

    boolean decided() {
        return decided;
    }

    /** Whether an answer stands, and none since has spoken against it. */
    boolean settled() {
        return decided && against == 0;
    }

    boolean well() {
        return standing.status().ready();
    }

    boolean down() {
        return standing.status() == HealthStatus.DOWN;
    }
}
