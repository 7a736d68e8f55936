package io.muster.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a check is asked while the service runs. Immutable.
 *
 * <p>Defaults: every 10 s, every 2 s while DOWN, 3 s timeout, one failure is DOWN, one success is UP again, an answer is
 * stale after three intervals and one timeout, not shared. Kubelets and balancers count failures themselves, so counting
 * here too only delays; raise {@code fall} for a check that flaps.
 */
public final class CheckPolicy {
    private static final CheckPolicy DEFAULTS =
            new CheckPolicy(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(3), 1, 1, null, false);

    private final Duration interval;
    private final Duration downInterval;
    private final Duration timeout;
    private final int fall;
    private final int rise;
    /** Null while it follows from interval and timeout. */
    private final @Nullable Duration maxAge;

    private final boolean shared;

    private CheckPolicy(
            Duration interval,
            Duration downInterval,
            Duration timeout,
            int fall,
            int rise,
            @Nullable Duration maxAge,
            boolean shared) {
        this.interval = interval;
        this.downInterval = downInterval;
        this.timeout = timeout;
        this.fall = fall;
        this.rise = rise;
        this.maxAge = maxAge;
        this.shared = shared;
        refuseTooYoung();
    }

    /** Answers come one interval and its jitter apart, and may take as long as the timeout. */
    private void refuseTooYoung() {
        Duration longer = longerInterval();
        Duration least = longer.plus(longer.dividedBy(10)).plus(timeout);
        if (maxAge != null && maxAge.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "max age < " + Text.of(least) + ", 1.1 intervals and one timeout: " + Text.of(maxAge)
                            + "; choose it last, and longer, else a check that is well is stale between two runs");
        }
    }

    /** The defaults that the class describes. */
    public static CheckPolicy defaults() {
        return DEFAULTS;
    }

    /** The defaults with another interval, and all that follows from it. */
    public static CheckPolicy every(Duration interval) {
        return DEFAULTS.interval(interval);
    }

    /**
     * A copy with this interval, a down interval no longer than it, and a maximum age of three intervals and one timeout,
     * whatever was chosen before.
     */
    public CheckPolicy interval(Duration interval) {
        Require.positive(interval, "interval");
        var down = downInterval.compareTo(interval) > 0 ? interval : downInterval;
        return new CheckPolicy(interval, down, timeout, fall, rise, null, shared);
    }

    /**
     * A copy that is asked this often while DOWN.
     *
     * @throws IllegalArgumentException if the maximum age that was chosen is less than 1.1 of it and one timeout
     */
    public CheckPolicy downInterval(Duration downInterval) {
        Require.positive(downInterval, "down interval");
        return new CheckPolicy(interval, downInterval, timeout, fall, rise, maxAge, shared);
    }

    /**
     * A copy that is DOWN when it has not answered within {@code timeout}.
     *
     * @throws IllegalArgumentException if the maximum age that was chosen is less than 1.1 intervals and this
     */
    public CheckPolicy timeout(Duration timeout) {
        Require.positive(timeout, "timeout");
        return new CheckPolicy(interval, downInterval, timeout, fall, rise, maxAge, shared);
    }

    /** A copy that turns DOWN after this many failures in a row. */
    public CheckPolicy fall(int failures) {
        Require.atLeastOne(failures, "fall");
        return new CheckPolicy(interval, downInterval, timeout, failures, rise, maxAge, shared);
    }

    /** A copy that turns UP after this many successes in a row. */
    public CheckPolicy rise(int successes) {
        Require.atLeastOne(successes, "rise");
        return new CheckPolicy(interval, downInterval, timeout, fall, successes, maxAge, shared);
    }

    /**
     * A copy whose answers are UNKNOWN when older than {@code maxAge}. Choose interval and timeout first.
     *
     * @throws IllegalArgumentException if it is less than 1.1 intervals, which is how far apart runs may be, and one timeout
     */
    public CheckPolicy maxAge(Duration maxAge) {
        Require.positive(maxAge, "max age");
        return new CheckPolicy(interval, downInterval, timeout, fall, rise, maxAge, shared);
    }

    /**
     * A copy for a dependency that every instance shares: its outage leaves the service ready but degraded, since taking
     * the whole fleet out of rotation helps nobody.
     */
    public CheckPolicy shared() {
        return new CheckPolicy(interval, downInterval, timeout, fall, rise, maxAge, true);
    }

    /** Time between two runs while not DOWN. */
    public Duration interval() {
        return interval;
    }

    /** Time between two runs while DOWN. */
    public Duration downInterval() {
        return downInterval;
    }

    /** The longest that one run may take. */
    public Duration timeout() {
        return timeout;
    }

    /** Failures in a row that make it DOWN. */
    public int fall() {
        return fall;
    }

    /** Successes in a row that make it UP again. */
    public int rise() {
        return rise;
    }

    /** Age after which an answer says nothing any more. */
    public Duration maxAge() {
        return maxAge == null ? longerInterval().multipliedBy(3).plus(timeout) : maxAge;
    }

    private Duration longerInterval() {
        return downInterval.compareTo(interval) > 0 ? downInterval : interval;
    }

    /** Whether an outage degrades the service instead of making it not ready. */
    public boolean isShared() {
        return shared;
    }
}
