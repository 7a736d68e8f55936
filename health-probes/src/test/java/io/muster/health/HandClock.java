package io.muster.health;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when a test says so. */
final class HandClock implements Time {
    /** Near the end, since the real one may overflow. */
    private static final long FIRST = Long.MAX_VALUE - 1_000;

    private static final Instant DAWN = Instant.parse("2026-01-02T03:04:05Z");

    private final AtomicLong passed = new AtomicLong();

    @Override
    public long nanos() {
        return FIRST + passed.get();
    }

    @Override
    public Instant now() {
        return DAWN.plusNanos(passed.get());
    }

    /** Nanoseconds since the test began, which do not overflow. */
    long passed() {
        return passed.get();
    }

    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }
}
