package io.muster.lifecycle;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<@Nullable Runnable> onQuiet = new AtomicReference<>();

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
        onQuiet.set(action);
        announceQuiet();
    }

    private void leave() {
        if (inFlight.decrementAndGet() == 0) {
            announceQuiet();
        }
    }

    private void announceQuiet() {
        if (onQuiet.get() != null && inFlight.get() == 0) {
            Runnable action = onQuiet.getAndSet(null);
            if (action != null) {
                action.run();
            }
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
