package io.muster.health;

import java.time.Duration;

/**
 * The pulse of one loop: it must beat within a given time, or the service is not alive. Thread-safe.
 *
 * <p>Close it when the loop ends as it should; a closed heartbeat is forgotten.
 */
public final class Heartbeat implements AutoCloseable {
    private final Liveness liveness;
    private final String name;
    private final Duration within;
    private final Time time;
    private volatile long beatAt;

    Heartbeat(Liveness liveness, String name, Duration within, Time time) {
        this.liveness = liveness;
        this.name = name;
        this.within = within;
        this.time = time;
        this.beatAt = time.nanos();
    }

    /** The loop's name. */
    public String name() {
        return name;
    }

    /** Says that the loop still turns. Costs one volatile write. */
    public void beat() {
        beatAt = time.nanos();
    }

    @Override
    public void close() {
        liveness.forget(this);
    }

    Duration silent() {
        return Duration.ofNanos(time.nanos() - beatAt);
    }

    Sign sign() {
        Duration silent = silent();
        return silent.compareTo(within) <= 0
                ? new Sign(name, true, "")
                : new Sign(
                        name,
                        false,
                        "no beat for " + Text.of(silent) + ", limit " + Text.of(within)
                                + "; look for its loop in a thread dump");
    }
}
