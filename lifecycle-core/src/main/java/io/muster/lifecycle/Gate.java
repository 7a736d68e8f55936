package io.muster.lifecycle;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the work in flight, so that a stop can wait for it, and refuses new work once that wait is over.
 *
 * <pre>{@code
 * try (var work = gate.enter()) {
 *     handle(request);
 * }
 * }</pre>
 *
 * <p>Thread-safe and lock-free.
 */
public final class Gate {
    /** What one piece of work adds as it enters: above, one to all ever taken in; below, one to what is in flight. */
    private static final long ONE = (1L << 32) + 1;

    private final AtomicLong counts = new AtomicLong();
    private volatile boolean closed;
    private final AtomicReference<@Nullable IntConsumer> onQuiet = new AtomicReference<>();

    Gate() {}

    /**
     * Counts one piece of work until it is closed.
     *
     * @throws RejectedExecutionException if the service is stopping
     */
    public Work enter() {
        counts.addAndGet(ONE);
        if (closed) {
            leave();
            throw new RejectedExecutionException("the service is stopping");
        }
        return new Work(this);
    }

    /** How much work is in flight now. */
    public int inFlight() {
        return (int) counts.get();
    }

    void close() {
        closed = true;
    }

    /** Tells {@code action} once, as soon as nothing is in flight, how much work was ever taken in. */
    void whenQuiet(IntConsumer action) {
        onQuiet.set(action);
        announceQuiet();
    }

    private void leave() {
        if ((int) counts.decrementAndGet() == 0) {
            announceQuiet();
        }
    }

    /** Counts again once it holds the action: a count from before the action came says nothing to whoever brought it. */
    private void announceQuiet() {
        while ((int) counts.get() == 0) {
            IntConsumer action = onQuiet.getAndSet(null);
            if (action == null) {
                return;
            }
            long now = counts.get();
            if ((int) now == 0) {
                action.accept((int) (now >>> 32));
                return;
            }
            onQuiet.compareAndSet(null, action);
        }
    }

    /** One piece of work in flight. Closing it twice counts once. */
    public static final class Work implements AutoCloseable {
        private final Gate gate;
        private final AtomicBoolean done = new AtomicBoolean();

        private Work(Gate gate) {
            this.gate = gate;
        }

        @Override
        public void close() {
            if (done.compareAndSet(false, true)) {
                gate.leave();
            }
        }
    }
}
