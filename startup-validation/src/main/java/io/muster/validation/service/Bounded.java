package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.TimeSource;
import io.muster.validation.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
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
    /** Waits for a thread are in order of arrival, so that none is kept out by others that come later. */
    private static final Semaphore FREE = new Semaphore(MOST_THREADS, true);

    private static final Diagnosis NO_THREAD = new Diagnosis(
            "SVC-108",
            Failure.OVERLOADED,
            "was not asked: " + MOST_THREADS + " other checks of services are running and none has ended in time",
            "look for what they wait for, such as DNS, or spread the checks over more time");

    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
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

    /**
     * Waits for a thread first where as many as there may be are in use.
     *
     * @throws TimeoutException when the time is up
     * @throws Trouble when it is up and no thread was to be had
     */
    static <T> T call(Duration atMost, Blocking<T> body) throws Exception {
        long deadline = TimeSource.system().nanos() + atMost.toNanos();
        if (!FREE.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new Trouble(NO_THREAD);
        }
        var opened = new Opened();
        var running = new FutureTask<T>(() -> {
            try (opened) {
                return body.run(opened);
            }
        });
        start(running);
        try {
            return running.get(deadline - TimeSource.system().nanos(), TimeUnit.NANOSECONDS);
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

    /** The thread is free when the task has ended, however long ago its caller has left. */
    private static void start(Runnable task) {
        boolean started = false;
        try {
            THREADS.execute(() -> {
                try {
                    task.run();
                } finally {
                    FREE.release();
                }
            });
            started = true;
        } finally {
            if (!started) {
                FREE.release();
            }
        }
    }
}
