package io.muster.lifecycle;

import java.time.Duration;

/**
 * How long, and how patiently, a start is tried again after a failure that a retry can help. Immutable.
 *
 * <p>Delays grow exponentially from {@link #firstDelay} to a cap, each spread by up to a fifth either way so that
 * instances that failed together do not return together.
 */
public final class RetryPolicy {
    private static final double JITTER = 0.2;

    private final Duration budget;
    private final Duration firstDelay;
    private final Duration maxDelay;

    private RetryPolicy(Duration budget, Duration firstDelay, Duration maxDelay) {
        this.budget = budget;
        this.firstDelay = firstDelay;
        this.maxDelay = maxDelay;
    }

    /** One attempt and no more. */
    public static RetryPolicy none() {
        return new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    /** New attempts begin until {@code budget} after the first began; delays from 250 ms to 5 s. */
    public static RetryPolicy within(Duration budget) {
        return new RetryPolicy(Require.positive(budget, "retry budget"), Duration.ofMillis(250), Duration.ofSeconds(5));
    }

    /** A copy whose delays grow from {@code first}, doubling, to {@code max}. */
    public RetryPolicy delays(Duration first, Duration max) {
        Require.positive(first, "first delay");
        if (max.compareTo(first) < 0) {
            throw new IllegalArgumentException("max delay " + Text.of(max) + " < first delay " + Text.of(first));
        }
        return new RetryPolicy(budget, first, max);
    }

    /** How long after the first attempt new ones may begin; zero for none. */
    public Duration budget() {
        return budget;
    }

    /** The delay before the second attempt, before jitter. */
    public Duration firstDelay() {
        return firstDelay;
    }

    /** The longest delay, before jitter. */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** The delay after failed attempt {@code attempt} (from 1), where {@code random} is in [0, 1). */
    long delayNanos(int attempt, double random) {
        double grown = firstDelay.toNanos() * Math.pow(2, attempt - 1.0);
        double capped = Math.min(grown, (double) maxDelay.toNanos());
        return (long) (capped * (1 - JITTER + 2 * JITTER * random));
    }
}
