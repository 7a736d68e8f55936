package io.muster.lifecycle;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The engine's alarms, earliest first and in order of setting among equals. */
final class Timers {
    enum Kind {
        START_BUDGET,
        STEP_TIMEOUT,
        RETRY,
        FAILURE_GRACE,
        CANCEL_GRACE,
        DRAIN_DELAY,
        DRAIN_LIMIT,
        QUIET_PERIOD,
        STOP_DEADLINE
    }

    /** An alarm; one for a node is stale once the node's epoch has moved on. */
    record Timer(long at, long sequence, Kind kind, int node, int epoch) {}

    private static final Comparator<Timer> EARLIEST = (a, b) -> {
        // nanoTime may overflow: only differences compare
        long difference = a.at - b.at;
        return difference != 0 ? Long.signum(difference) : Long.compare(a.sequence, b.sequence);
    };

    private final PriorityQueue<Timer> queue = new PriorityQueue<>(EARLIEST);
    private long sequence;

    void set(Kind kind, long at) {
        queue.add(new Timer(at, sequence++, kind, -1, 0));
    }

    void set(Kind kind, long at, Track track) {
        queue.add(new Timer(at, sequence++, kind, track.index(), track.epoch()));
    }

    /** The next alarm that is due at {@code now} and that somebody still waits for, taken off, or null. */
    @Nullable
    Timer due(long now, Predicate<Timer> live) {
        return untilNext(now, live) == 0 ? queue.poll() : null;
    }

    /** Nanoseconds from {@code now} to the next alarm that somebody still waits for, or {@link Long#MAX_VALUE}. */
    long untilNext(long now, Predicate<Timer> live) {
        Timer first = queue.peek();
        while (first != null && !live.test(first)) {
            queue.poll();
            first = queue.peek();
        }
        return first == null ? Long.MAX_VALUE : Math.max(0, first.at() - now);
    }
}
