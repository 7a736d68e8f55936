package io.muster.lifecycle;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the start took as long as, and how much longer every other component could have taken.
 *
 * <p>The classic critical path method: backward from the end, a node may end no later than whatever waits for it must
 * begin; the barrier of a phase waits for every required node before it.
 */
final class CriticalPath {
    private final List<String> names;
    private final long[] slack;

    private CriticalPath(List<String> names, long[] slack) {
        this.names = names;
        this.slack = slack;
    }

    /** The components on the path, first to last. */
    List<String> names() {
        return names;
    }

    /** Nanoseconds that this node could have taken longer. */
    long slack(int node) {
        return slack[node];
    }

    static CriticalPath of(Plan plan, Track[] tracks) {
        Track[] ran = IntStream.of(plan.order())
                .mapToObj(index -> tracks[index])
                .filter(CriticalPath::ran)
                .toArray(Track[]::new);
        return new CriticalPath(names(ran), slack(plan, tracks, latest(ran)));
    }

    private static List<String> names(Track[] ran) {
        var path = new ArrayDeque<String>();
        Track at = latest(ran);
        while (at != null && !at.node.attachment()) {
            path.addFirst(at.name());
            Track node = at;
            at = latest(Arrays.stream(ran).filter(before -> waits(node, before)).toArray(Track[]::new));
        }
        return List.copyOf(path);
    }

    private static boolean waits(Track node, Track before) {
        return (before.node.required() && before.node.stage() < node.node.stage())
                || Arrays.stream(node.node.waitsFor()).anyMatch(index -> index == before.index());
    }

    private static boolean ran(Track track) {
        return track.attempt > 0 && track.start != null && track.start != Outcome.NOT_RUN;
    }

    /** Which ended last; of several at once, the one that comes last in the plan's order. */
    private static @Nullable Track latest(Track[] among) {
        Track latest = null;
        for (Track track : among) {
            if (latest == null || track.settledAt - latest.settledAt >= 0) {
                latest = track;
            }
        }
        return latest;
    }

    private static long[] slack(Plan plan, Track[] tracks, @Nullable Track last) {
        var slack = new long[tracks.length];
        var latestBegin = new long[tracks.length];
        if (last == null) {
            return slack;
        }
        // counted from the end of the start, since nanoTime may overflow: all times are zero or less
        long barrier = 0;
        long stageBegin = 0;
        int stage = Plan.STAGES;
        int[] order = plan.order();
        for (int i = order.length - 1; i >= 0; i--) {
            Track track = tracks[order[i]];
            if (track.node.stage() != stage) {
                stage = track.node.stage();
                barrier = Math.min(barrier, stageBegin);
            }
            long latestEnd = track.node.required() ? barrier : 0;
            for (int dependent : track.node.dependents()) {
                if (ran(tracks[dependent])) {
                    latestEnd = Math.min(latestEnd, latestBegin[dependent]);
                }
            }
            if (ran(track)) {
                slack[order[i]] = Math.max(0, latestEnd - (track.settledAt - last.settledAt));
                latestBegin[order[i]] = latestEnd - (track.settledAt - track.startedAt);
                stageBegin = Math.min(stageBegin, latestBegin[order[i]]);
            }
        }
        return slack;
    }
}
