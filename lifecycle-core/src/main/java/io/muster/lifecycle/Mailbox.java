package io.muster.lifecycle;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue with many senders and one taker that can be closed for good.
 *
 * <p>Its lock guards the queue alone; nothing foreign runs under it.
 */
final class Mailbox<E> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<E> queue = new ArrayDeque<>();
    private boolean closed;

    /** Whether the mailbox took it; false once closed. */
    boolean post(E message) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            queue.add(message);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next message, or null after {@code nanos}, or null at once when the mailbox is closed and empty. */
    @Nullable
    E take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (queue.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
