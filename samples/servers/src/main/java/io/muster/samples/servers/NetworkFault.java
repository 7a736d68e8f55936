package io.muster.samples.servers;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is wrong with a network now. Thread-safe; the lock guards the fault, and waiters wait for it to change. */
final class NetworkFault {
    /** The faults there are. */
    enum Kind {
        NONE,
        DELAY,
        HOLD,
        DROP,
        DROP_AFTER,
        HALF_CLOSE,
        CORRUPT
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Kind kind = Kind.NONE;
    private volatile long amount;

    void become(Kind next, long nextAmount) {
        lock.lock();
        try {
            amount = nextAmount;
            kind = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Kind kind() {
        return kind;
    }

    /** The bytes after which a connection is dropped, or the nanoseconds of a delay. */
    long amount() {
        return amount;
    }

    /** Returns when data may go on: at once, after the delay, or when it is held no more. */
    void await() throws InterruptedException {
        lock.lock();
        try {
            long left = amount;
            while (kind == Kind.HOLD || (kind == Kind.DELAY && left > 0)) {
                if (kind == Kind.HOLD) {
                    changed.await();
                } else {
                    left = changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
