package io.muster.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded graph of components that each sleep some time.
 *
 * @param sleeps milliseconds that each takes
 * @param edges for each, the indexes of lower ones that it waits for
 */
record RandomGraph(List<Integer> sleeps, List<List<Integer>> edges) {

    /** {@code size} components that sleep 1 to 50 ms and wait for up to three earlier ones. */
    static RandomGraph of(int size, long seed) {
        var random = new SplittableRandom(seed);
        var sleeps = new ArrayList<Integer>();
        var edges = new ArrayList<List<Integer>>();
        for (int i = 0; i < size; i++) {
            sleeps.add(random.nextInt(1, 51));
            var waits = new ArrayList<Integer>();
            for (int e = 0; i > 0 && e < random.nextInt(4); e++) {
                // near ones are likelier: chains get long enough to matter
                int back = Math.min(i, 1 + random.nextInt(1, Math.max(2, size / 10)));
                waits.add(i - back);
            }
            edges.add(waits.stream().distinct().toList());
        }
        return new RandomGraph(List.copyOf(sleeps), List.copyOf(edges));
    }

    int size() {
        return sleeps.size();
    }

    /** The longest path: no start can be faster. */
    long criticalMillis() {
        long[] end = new long[size()];
        long longest = 0;
        for (int i = 0; i < size(); i++) {
            long begin = 0;
            for (int target : edges.get(i)) {
                begin = Math.max(begin, end[target]);
            }
            end[i] = begin + sleeps.get(i);
            longest = Math.max(longest, end[i]);
        }
        return longest;
    }
}
