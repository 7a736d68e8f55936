package io.muster.validation.service;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what blocks on a daemon thread, so that the caller's deadline and its interruption hold: looking up a name and
 * connecting know neither. When the caller leaves, all that was opened is closed, which ends the thread too; a lookup that
 * hangs is left to the resolver's own timeout, and a limit keeps such threads few.
 */
final class Bounded {
    private static final int MOST_THREADS = 64;
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, MOST_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
                var thread = new Thread(body, "muster-service-check");
                thread.setDaemon(true);
                return thread;
            });

    private Bounded() {}

    /** What blocks; it closes nothing that it has added to {@code opened}. */
    @FunctionalInterface
    interface Blocking<T> {
        T run(Opened opened) throws Exception;
    }

    /** @throws TimeoutException when the time is up, or when too many runs hang already */
    static <T> T call(Duration atMost, Blocking<T> body) throws Exception {
        var opened = new Opened();
        Future<T> running;
        try {
            running = THREADS.submit(() -> {
                try (opened) {
                    return body.run(opened);
                }
            });
        } catch (RejectedExecutionException e) {
            throw new TimeoutException("all threads hang");
        }
        try {
            return running.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } finally {
            opened.close();
            running.cancel(true);
        }
    }
}
