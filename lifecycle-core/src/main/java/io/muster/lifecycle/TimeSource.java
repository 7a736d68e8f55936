package io.muster.lifecycle;

import java.time.Instant;

/**
 * Where a service's time comes from: the machine's own, or a clock that a test moves. Implementations are thread-safe.
 *
 * <p>A clock that is moved by hand moves everything that waits: timeouts, budgets, delays between retries. It drives
 * {@link LifecycleManager#start()} and {@link LifecycleManager#stop(String)}; what guards a process, as
 * {@link LifecycleManager#runAndExit()} does, keeps to the machine's time.
 */
public interface TimeSource {
    /** The machine's own time. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /** Monotonic nanoseconds from an arbitrary origin; may overflow, as {@link System#nanoTime()} may. */
    long nanos();

    /** The wall clock, for reports. */
    Instant now();

    /** Hands over the service that lives by this time, once, as it begins to start. */
    default void drives(Driven service) {}

    /** A service as a clock sees it that is moved by hand. Thread-safe. */
    interface Driven {
        /**
         * Returns once the service has done everything that is due now and was reported to it before.
         *
         * @return nanoseconds until something is due by itself; {@link Long#MAX_VALUE} when nothing will be
         */
        long settle();

        /** How many runs of components' code have ever begun. */
        long begun();

        /** How many of these have ended; one that was abandoned ends when its code returns. */
        long ended();
    }
}
