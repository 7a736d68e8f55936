package io.muster.health;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which check is to run next, and when; ten thousand of them cost a few comparisons each. Not thread-safe. */
final class Schedule {
    private record Turn(long at, long number, CheckTrack track) {}

    private final Map<CheckTrack, Turn> turns = new HashMap<>();
    /** Moments may overflow, so they are compared by their distance. */
    private final TreeSet<Turn> queue =
            new TreeSet<>((a, b) -> a.at != b.at ? Long.signum(a.at - b.at) : Long.compare(a.number, b.number));

    private long number;

    /** Puts {@code track} where its next run belongs. */
    void put(CheckTrack track) {
        remove(track);
        var turn = new Turn(track.nextAt(), number++, track);
        turns.put(track, turn);
        queue.add(turn);
    }

    void remove(CheckTrack track) {
        Turn turn = turns.remove(track);
        if (turn != null) {
            queue.remove(turn);
        }
    }

    /** Takes out the check whose turn has come; null when none's has. */
    @Nullable
    CheckTrack take(long now) {
        if (!due(now)) {
            return null;
        }
        CheckTrack track = queue.first().track;
        remove(track);
        return track;
    }

    boolean due(long now) {
        return !queue.isEmpty() && now - queue.first().at >= 0;
    }

    /** When the next turn comes, or {@code otherwise}, whichever is earlier. */
    long nextAt(long otherwise) {
        return queue.isEmpty() || otherwise - queue.first().at < 0 ? otherwise : queue.first().at;
    }

    void clear() {
        turns.clear();
        queue.clear();
    }
}
