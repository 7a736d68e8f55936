package io.muster.benchmarks;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** Several runs of one thing, of which the median counts. */
final class Measured {
    private Measured() {}

    /** The median of {@code runs} results, after one that does not count. */
    static double median(int runs, LongSupplier run) {
        run.getAsLong();
        long[] results = new long[runs];
        for (int i = 0; i < runs; i++) {
            results[i] = run.getAsLong();
        }
        Arrays.sort(results);
        return results[runs / 2];
    }
}
