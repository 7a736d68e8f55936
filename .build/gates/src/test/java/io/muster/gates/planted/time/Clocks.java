package io.muster.gates.planted.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Reads the time in every way that the seam is for. */
public final class Clocks {

    private Clocks() {}

    static long nanos() {
        return System.nanoTime();
    }

    static LongSupplier reference() {
        return System::currentTimeMillis;
    }

    static Instant now() {
        return Instant.now();
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static Clock clock() {
        return Clock.systemUTC();
    }

    /** Within the rule: whoever gave the clock owns the time. */
    static Instant given(Clock clock) {
        return Instant.now(clock);
    }
}
