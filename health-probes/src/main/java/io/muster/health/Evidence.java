package io.muster.health;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What was found when the service turned dead, before a restart destroys it. Immutable, and scrubbed of secrets.
 *
 * @param at when it turned dead
 * @param reason why it is dead
 * @param pressure what kept the process from running, for as long as the longest silent heartbeat, 10 s at the least
 * @param threads every platform thread with its stack, bounded; virtual threads are not among them
 */
public record Evidence(Instant at, String reason, Pressure pressure, String threads) {
    /** Refuses nulls. */
    public Evidence {
        requireNonNull(at, "at");
        requireNonNull(reason, "reason");
        requireNonNull(pressure, "pressure");
        requireNonNull(threads, "threads");
    }

    /** One line: whether threads were starved or are stuck, and the figures that say so. */
    public String conclusion() {
        return (pressure.starved()
                        ? "starved: the process could hardly run; give it more processor or memory: "
                        : "hung: the process could run, so look where its threads are: ")
                + pressure.text();
    }

    /** The conclusion and the threads, for a log. */
    public String text() {
        return conclusion() + "\n" + threads;
    }
}
