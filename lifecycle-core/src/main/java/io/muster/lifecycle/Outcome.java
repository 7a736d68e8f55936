package io.muster.lifecycle;

/** What became of one start or stop. */
public enum Outcome {
    /** Done. */
    SUCCEEDED,
    /** Started, but the check of this optional component does not pass. */
    DEGRADED,
    /** Ended with a failure. */
    FAILED,
    /** Did not end in time: named with its stack, abandoned and never waited for again. */
    HUNG,
    /** Ended, or was given up, because the start was cancelled. */
    CANCELLED,
    /** Never begun, because something else failed or time was up. */
    NOT_RUN
}
