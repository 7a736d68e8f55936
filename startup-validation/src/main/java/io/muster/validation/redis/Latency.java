package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The last five round trips, of which the median counts: one slow answer says nothing. Thread-safe. */
final class Latency {
    static final int ROUNDS = 5;

    private final long[] nanos = new long[ROUNDS];
    private int count;

    synchronized void add(Duration roundTrip) {
        nanos[count % ROUNDS] = Math.max(0, roundTrip.toNanos());
        count++;
    }

    private synchronized long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, Math.min(count, ROUNDS));
        Arrays.sort(sorted);
        return sorted;
    }

    Duration median() {
        long[] sorted = sorted();
        return sorted.length == 0 ? Duration.ZERO : Duration.ofNanos(sorted[sorted.length / 2]);
    }

    /** What a median that is over the limit says; empty when it is not. */
    static Optional<Diagnosis> slow(Duration median, Duration limit) {
        if (median.compareTo(limit) <= 0) {
            return Optional.empty();
        }
        String words =
                "answers PING in " + millis(median.toNanos()) + " ms, the limit is " + millis(limit.toNanos()) + " ms";
        return Optional.of(
                new Diagnosis("RDS-120", Failure.OVERLOADED, words, "look at its slow log and the way to it"));
    }

    HealthResult describe(HealthResult result) {
        long[] sorted = sorted();
        return sorted.length == 0
                ? result
                : result.with("latency_min_ms", millis(sorted[0]))
                        .with("latency_median_ms", millis(sorted[sorted.length / 2]))
                        .with("latency_max_ms", millis(sorted[sorted.length - 1]));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
