package io.muster.health.http;

import java.util.function.LongSupplier;

/** Lets through so many a second, and a burst of as many after a pause. Thread-safe. */
final class RateLimit {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanos;
    private double left;
    private long countedAt;

    RateLimit(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.left = perSecond;
        this.countedAt = nanos.getAsLong();
    }

    synchronized boolean permits() {
        long now = nanos.getAsLong();
        left = Math.min(perSecond, left + perSecond * (now - countedAt) / NANOS);
        countedAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
