package io.muster.health;

import static java.util.Objects.requireNonNull;

/**
 * One sign of life, or of its end: a heartbeat, or what the service declared. Immutable.
 *
 * @param name the heartbeat's name, or {@code declared}
 * @param alive whether it says that the service is alive
 * @param reason why not, scrubbed; empty while alive
 */
public record Sign(String name, boolean alive, String reason) {
    /** Refuses nulls. */
    public Sign {
        requireNonNull(name, "name");
        requireNonNull(reason, "reason");
    }
}
