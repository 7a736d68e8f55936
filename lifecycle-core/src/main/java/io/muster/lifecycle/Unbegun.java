package io.muster.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that each action begins: one whose virtual thread gets no carrier begins on a platform thread instead.
 *
 * <p>A virtual thread that spins, or hangs in native code such as the resolver of host names, keeps its carrier, of which
 * there are as many as processors. By the real clock, since carriers know no other. Confined to the engine's thread.
 */
final class Unbegun {
    private static final TimeSource CLOCK = TimeSource.system();
    private static final long PATIENCE_NANOS = Duration.ofMillis(100).toNanos();

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(Running running, long since) {}

    void add(Running running) {
        if (ActionThreads.areVirtual()) {
            waiting.add(new Waiting(running, CLOCK.nanos()));
        }
    }

    /** How long the engine may sleep that would sleep {@code nanos}. */
    long sleep(long nanos) {
        Waiting first = first();
        return first == null ? nanos : Math.max(0, Math.min(nanos, left(first)));
    }

    /** Carries those who have waited for long enough. */
    void carry() {
        for (Waiting first = first(); first != null && left(first) <= 0; first = first()) {
            waiting.remove();
            first.running.carry();
        }
    }

    private static long left(Waiting first) {
        return first.since + PATIENCE_NANOS - CLOCK.nanos();
    }

    private @Nullable Waiting first() {
        while (!waiting.isEmpty() && waiting.element().running.hasBegun()) {
            waiting.remove();
        }
        return waiting.peek();
    }
}
