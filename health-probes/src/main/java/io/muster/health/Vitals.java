package io.muster.health;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Samples each second what keeps this process from running, and remembers two minutes of it. Not thread-safe.
 *
 * <p>A sample that comes late is itself the best figure: whatever stopped the process, it stopped the sampling too.
 */
final class Vitals {
    static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMinutes(2);
    /** Waking up is never exact; what is less than this is no delay. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private record Sample(long at, Duration delayed, long collectedMillis, Optional<Duration> throttled) {}

    private final LongSupplier collectedMillis;
    private final Supplier<Optional<Duration>> throttled;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    Vitals(LongSupplier collectedMillis, Supplier<Optional<Duration>> throttled) {
        this.collectedMillis = collectedMillis;
        this.throttled = throttled;
    }

    static Vitals ofThisProcess() {
        var throttling = new Throttling(Path.of("/"));
        return new Vitals(Vitals::collectedMillis, throttling::total);
    }

    private static long collectedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                // concurrent cycles, which ZGC and Shenandoah list beside their pauses, stop nobody
                .filter(collector -> !collector.getName().endsWith("Cycles"))
                .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                .sum();
    }

    boolean due(long now) {
        return samples.isEmpty() || now - samples.getLast().at() >= PERIOD.toNanos();
    }

    void sample(long now) {
        Duration late = samples.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(now - samples.getLast().at()).minus(PERIOD);
        samples.addLast(new Sample(
                now,
                late.compareTo(TOLERANCE) < 0 ? Duration.ZERO : late,
                collectedMillis.getAsLong(),
                throttled.get()));
        while (samples.size() > 2 && now - samples.getFirst().at() > KEPT.toNanos()) {
            samples.removeFirst();
        }
    }

    /** What was in the last {@code window} before {@code now}, as far as the samples reach back. */
    Pressure pressure(Duration window, long now) {
        if (samples.isEmpty()) {
            return Pressure.NONE;
        }
        Sample first = samples.getFirst();
        Duration delayed = Duration.ZERO;
        for (Sample sample : samples) {
            if (now - sample.at() >= window.toNanos()) {
                first = sample;
                delayed = Duration.ZERO;
            } else {
                delayed = delayed.plus(sample.delayed());
            }
        }
        Sample last = samples.getLast();
        Duration before = first.throttled().orElse(Duration.ZERO);
        return new Pressure(
                Duration.ofNanos(now - first.at()),
                delayed,
                Duration.ofMillis(last.collectedMillis() - first.collectedMillis()),
                last.throttled().map(total -> total.minus(before)));
    }
}
