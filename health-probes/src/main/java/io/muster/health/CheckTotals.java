package io.muster.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one check has counted up since the service runs; nothing in it ever falls. Immutable.
 *
 * @param answers runs that answered in time, one for each time that a run was missed, and reports that told something new
 * @param failures those of them that were DOWN or UNKNOWN
 * @param flaps how often it has turned from well (UP, DEGRADED) to unwell (DOWN, UNKNOWN)
 * @param busy how long the runs that ended took together
 */
public record CheckTotals(long answers, long failures, long flaps, Duration busy) {
    /** Nothing yet. */
    public static final CheckTotals NONE = new CheckTotals(0, 0, 0, Duration.ZERO);

    /** Refuses nulls. */
    public CheckTotals {
        requireNonNull(busy, "busy");
    }
}
