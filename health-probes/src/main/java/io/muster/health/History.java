package io.muster.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last answers about one check, in a ring of fixed length, and the totals over all of them. Not thread-safe. */
final class History {
    static final int LENGTH = 16;

    private final ArrayDeque<CheckRun> ring = new ArrayDeque<>(LENGTH);
    private @Nullable Duration lastDuration;
    private long answers;
    private long failures;
    private long flaps;
    private long busyNanos;

    void add(CheckRun run) {
        if (ring.size() == LENGTH) {
            ring.removeFirst();
        }
        ring.addLast(run);
        answers++;
        if (!run.status().ready()) {
            failures++;
        }
        if (!run.reported()) {
            lastDuration = run.duration();
        }
    }

    /** The time that a run took, counted once even when it was missed several times. */
    void busy(long nanos) {
        busyNanos += nanos;
    }

    void flap() {
        flaps++;
    }

    /** Oldest first. */
    List<CheckRun> runs() {
        return List.copyOf(ring);
    }

    CheckTotals totals() {
        return new CheckTotals(answers, failures, flaps, Duration.ofNanos(busyNanos));
    }

    /** When the last answer came. */
    Optional<Instant> lastAt() {
        return Optional.ofNullable(ring.peekLast()).map(CheckRun::at);
    }

    /** How long the last run took; reports have no duration. */
    Optional<Duration> lastDuration() {
        return Optional.ofNullable(lastDuration);
    }
}
