package io.muster.lifecycle;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Runnable onQuiet;

    Gate() {}

    /**
     * Counts one piece of work until it is closed.
     *
     * @throws RejectedExecutionException if the service is stopping
     */
    public Work enter() {
        inFlight.incrementAndGet();
        if (closed) {
            leave();
            throw new RejectedExecutionException("the service is stopping");
        }
        return new Work(this);
    }

    /** How much work is in flight now. */
    public int inFlight() {
        return inFlight.get();
    }

    void close() {
        closed = true;
    }

    /** Runs {@code action} once, as soon as nothing is in flight. */
    void whenQuiet(Runnable action) {
        onQuiet = action;
        announceQuiet();
    }

    private void leave() {
        if (inFlight.decrementAndGet() == 0) {
            announceQuiet();
        }
    }

    private void announceQuiet() {
        Runnable action = onQuiet;
        if (action != null && inFlight.get() == 0) {
            onQuiet = null;
            action.run();
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
