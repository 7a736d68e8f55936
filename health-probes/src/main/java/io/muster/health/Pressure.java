package io.muster.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What kept this process from running during some time. Immutable.
 *
 * @param window how much time was looked at
 * @param delayed how much later than it should the monitor itself woke up: whatever the cause, everybody waited
 * @param collecting time in which garbage collection stopped or slowed the process
 * @param throttled time in which the cgroup had used up its processor quota; empty without a quota that can be read
 */
public record Pressure(Duration window, Duration delayed, Duration collecting, Optional<Duration> throttled) {
    /** Nobody looked. */
    public static final Pressure NONE = new Pressure(Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.empty());

    /** Refuses nulls. */
    public Pressure {
        requireNonNull(window, "window");
        requireNonNull(delayed, "delayed");
        requireNonNull(collecting, "collecting");
        requireNonNull(throttled, "throttled");
    }

    /** Whether one of the three took half of the time or more: then threads were starved rather than stuck. */
    public boolean starved() {
        return !window.isZero() && (half(delayed) || half(collecting) || half(throttled.orElse(Duration.ZERO)));
    }

    private boolean half(Duration part) {
        return part.multipliedBy(2).compareTo(window) >= 0;
    }

    /** One line: the three figures. */
    public String text() {
        return "in the last " + Text.of(window) + " the monitor was delayed by " + Text.of(delayed)
                + ", garbage collection took " + Text.of(collecting)
                + throttled
                        .map(time -> ", the processor quota stopped it for " + Text.of(time))
                        .orElse(", no processor quota is known");
    }
}
