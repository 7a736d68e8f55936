package io.muster.health;

import java.time.Instant;

/** The one place where time comes from. */
interface Time {
    /** Monotonic nanoseconds. */
    long nanos();

    /** The wall clock. */
    Instant now();
}
