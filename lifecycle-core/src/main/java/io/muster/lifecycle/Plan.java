package io.muster.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The validated graph: nodes by index, attachments first, each with what it waits for. Immutable.
 *
 * @param nodes all nodes; a node's index is its place
 * @param order the indexes so that each node comes after all that it waits for
 * @param byName the index of each component
 */
@SuppressWarnings("ArrayRecordComponent") // plans are never compared; arrays keep large graphs small
record Plan(List<Node> nodes, int[] order, Map<String, Integer> byName) {
    /** The stage of attachments; the phases follow as stages 1 to 4. */
    static final int ATTACHMENTS = 0;

    static final int VALIDATE = 1;
    static final int STAGES = 5;

    private static final List<Phase> PHASES = List.of(Phase.values());

    /**
     * One component or attachment.
     *
     * @param stage 0 for attachments, then the phases
     * @param waitsFor indexes that it names
     * @param needed which of them must have started; the others may have failed
     * @param dependents indexes that name it
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Node(
            int index,
            String name,
            int stage,
            boolean required,
            int[] waitsFor,
            BitSet needed,
            int[] dependents,
            boolean starts,
            boolean checked,
            boolean drains,
            Duration startTimeout,
            boolean startTimeoutGiven,
            Duration checkInterval,
            Duration checkTimeout,
            RetryPolicy retry,
            boolean retryGiven,
            @Nullable Duration stopTimeout) {

        boolean attachment() {
            return stage == ATTACHMENTS;
        }

        /** How long one deep question may take: an optional check is left to the monitor soon. */
        Duration askTimeout() {
            return required ? startTimeout : checkTimeout;
        }
    }

    static int stage(Phase phase) {
        return VALIDATE + PHASES.indexOf(phase);
    }

    static Phase phase(int stage) {
        return PHASES.get(stage - VALIDATE);
    }

    /** Whether {@code reader} waits, directly or by way of others, for the component called {@code name}. */
    boolean waits(int reader, String name) {
        Integer target = byName.get(name);
        if (target == null || target == reader) {
            return false;
        }
        var seen = new BitSet();
        var queue = new ArrayDeque<Integer>();
        seen.set(reader);
        queue.add(reader);
        for (Node node : nodes) {
            if (node.required() && node.stage() < nodes.get(reader).stage()) {
                seen.set(node.index());
                queue.add(node.index());
            }
        }
        while (!seen.get(target) && !queue.isEmpty()) {
            for (int next : nodes.get(queue.remove()).waitsFor()) {
                if (!seen.get(next)) {
                    seen.set(next);
                    queue.add(next);
                }
            }
        }
        return seen.get(target);
    }
}
