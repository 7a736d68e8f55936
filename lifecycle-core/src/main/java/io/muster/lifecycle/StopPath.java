package io.muster.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The chain of stops whose given timeouts add up to the most: they run one after another in the worst case.
 *
 * @param nodes in the order in which they stop
 * @param total the sum of their timeouts
 */
record StopPath(List<Plan.Node> nodes, Duration total) {

    static StopPath longest(Plan plan) {
        int size = plan.nodes().size();
        var sums = new Duration[size];
        var next = new int[size];
        int best = -1;
        int bestBelow = -1;
        int stage = 0;
        for (int index : plan.order()) {
            Plan.Node node = plan.nodes().get(index);
            if (node.stage() != stage) {
                stage = node.stage();
                bestBelow = best;
            }
            next[index] = bestBelow;
            for (int target : node.waitsFor()) {
                if (next[index] < 0 || sums[target].compareTo(sums[next[index]]) > 0) {
                    next[index] = target;
                }
            }
            Duration own = node.stopTimeout() == null ? Duration.ZERO : node.stopTimeout();
            sums[index] = next[index] < 0 ? own : own.plus(sums[next[index]]);
            if (best < 0 || sums[index].compareTo(sums[best]) > 0) {
                best = index;
            }
        }
        var path = new ArrayDeque<Plan.Node>();
        for (int at = best; at >= 0; at = next[at]) {
            if (plan.nodes().get(at).stopTimeout() != null) {
                path.addLast(plan.nodes().get(at));
            }
        }
        return new StopPath(new ArrayList<>(path), best < 0 ? Duration.ZERO : sums[best]);
    }

    /** Such as {@code  (http 10 s > orders 5 s)}; empty when no component has a timeout of its own. */
    String described() {
        return nodes.isEmpty()
                ? ""
                : nodes.stream()
                        .map(node -> node.name() + " "
                                + Text.of(node.stopTimeout() == null ? Duration.ZERO : node.stopTimeout()))
                        .collect(Collectors.joining(" > ", " (", ")"));
    }
}
