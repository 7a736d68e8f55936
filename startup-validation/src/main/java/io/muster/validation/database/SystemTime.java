package io.muster.validation.database;

import java.time.Instant;

/** The machine's own time. */
final class SystemTime {
    private SystemTime() {}

    /** Nanoseconds since some moment, for durations. */
    static long nanos() {
        return System.nanoTime();
    }

    static Instant now() {
        return Instant.now();
    }
}
