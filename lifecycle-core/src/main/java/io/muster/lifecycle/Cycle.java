package io.muster.lifecycle;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds one cycle among the nodes that no order could place, to be shown as a path. */
final class Cycle {
    private Cycle() {}

    /** Such as {@code a -> b -> a}. */
    static String in(List<Plan.Node> nodes, int[] placed) {
        var done = new BitSet();
        for (int index : placed) {
            done.set(index);
        }
        int at = done.nextClearBit(0);
        var path = new LinkedHashSet<Integer>();
        while (path.add(at)) {
            at = firstUnplaced(nodes.get(at).waitsFor(), done);
        }
        int entry = at;
        return path.stream()
                        .dropWhile(index -> index != entry)
                        .map(index -> nodes.get(index).name())
                        .collect(Collectors.joining(" -> "))
                + " -> " + nodes.get(entry).name();
    }

    private static int firstUnplaced(int[] waitsFor, BitSet done) {
        for (int index : waitsFor) {
            if (!done.get(index)) {
                return index;
            }
        }
        throw new AssertionError("an unplaced node waits for an unplaced node");
    }
}
