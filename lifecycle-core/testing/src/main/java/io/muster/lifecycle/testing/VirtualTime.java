package io.muster.lifecycle.testing;

import io.muster.lifecycle.TimeSource;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still while code runs, and jumps to the next alarm as soon as all that runs hangs on purpose.
 *
 * <p>So no timeout is ever met by slow code, and none is ever waited for.
 */
final class VirtualTime implements TimeSource {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final long LOOK_AGAIN_NANOS = 50_000;
    private static final long UNKNOWN = -1;

    private final AtomicLong nanos = new AtomicLong();
    private final IntSupplier hanging;
    private volatile @Nullable Driven service;

    VirtualTime(IntSupplier hanging) {
        this.hanging = hanging;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return BEGINNING.plusNanos(nanos.get());
    }

    @Override
    public void drives(Driven driven) {
        service = driven;
    }

    /** Calls {@code code} on a thread of its own, for which no time passes by itself. */
    static <T> FutureTask<T> begin(Callable<T> code) {
        var task = new FutureTask<>(code);
        var thread = new Thread(task, "muster-test");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Lets time pass until the task is done. */
    <T> T passUntilDone(FutureTask<T> task) throws ExecutionException, InterruptedException {
        while (!task.isDone()) {
            long next = untilNext();
            if (next == UNKNOWN || next == Long.MAX_VALUE) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            } else {
                nanos.addAndGet(next);
            }
        }
        return task.get();
    }

    /** Lets exactly so much time pass; every alarm in between rings at its own moment. */
    void pass(long duration, FutureTask<?> start) {
        long until = nanos.get() + duration;
        long next = untilNextKnown(start);
        while (next <= until - nanos.get()) {
            nanos.addAndGet(next);
            next = untilNextKnown(start);
        }
        nanos.set(until);
    }

    private long untilNextKnown(FutureTask<?> start) {
        long next = untilNext();
        while (next == UNKNOWN) {
            if (service == null && start.isDone()) {
                throw new IllegalStateException("the start was refused; start() says why");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            next = untilNext();
        }
        return next;
    }

    /** Nanoseconds until something is due, or {@link #UNKNOWN} while code runs that does not hang on purpose. */
    private long untilNext() {
        Driven driven = service;
        if (driven == null) {
            return UNKNOWN;
        }
        long ended = driven.ended();
        long begun = driven.begun();
        int hung = hanging.getAsInt();
        if (begun - ended != hung) {
            return UNKNOWN;
        }
        long next = driven.settle();
        // what ended before the first look has been heeded now; whatever began or ended since then is seen in the
        // counts
        boolean still = driven.ended() == ended && driven.begun() == begun && hanging.getAsInt() == hung;
        return still ? next : UNKNOWN;
    }
}
