package io.muster.lifecycle.testing;

import io.muster.lifecycle.TimeSource;
import java.time.Instant;
import java.util.concurrent.Callable;
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

    /** Calls {@code code} on a thread of its own and lets time pass until it has returned. */
    <T> T passWhile(Callable<T> code) throws Exception {
        var task = new FutureTask<>(code);
        var thread = new Thread(task, "muster-test");
        thread.setDaemon(true);
        thread.start();
        while (!task.isDone()) {
            if (!jump()) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        return task.get();
    }

    private boolean jump() {
        Driven driven = service;
        if (driven == null) {
            return false;
        }
        long ended = driven.ended();
        long begun = driven.begun();
        int hung = hanging.getAsInt();
        if (begun - ended != hung) {
            return false;
        }
        long next = driven.settle();
        // what ended before the first look has been heeded now; whatever began or ended since then is seen in the
        // counts
        if (next == Long.MAX_VALUE
                || driven.ended() != ended
                || driven.begun() != begun
                || hanging.getAsInt() != hung) {
            return false;
        }
        nanos.addAndGet(next);
        return true;
    }
}
