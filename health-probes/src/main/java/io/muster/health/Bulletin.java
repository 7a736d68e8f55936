package io.muster.health;

import io.muster.lifecycle.Redactor;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what changed, one change at a time and in order, on one thread that holds no lock. */
final class Bulletin implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    private static final int LONGEST = 10_000;

    private final List<HealthListener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(LONGEST);
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final Redactor redactor;
    private final Thread thread;

    /** The mark behind the last change. */
    private enum End implements Runnable {
        MARK;

        @Override
        public void run() {}
    }

    Bulletin(String threadName, Redactor redactor) {
        this.redactor = redactor;
        thread = CheckThreads.daemon(threadName, this::deliver);
    }

    void open() {
        thread.start();
    }

    void add(HealthListener listener) {
        listeners.add(listener);
    }

    void remove(HealthListener listener) {
        listeners.remove(listener);
    }

    /** Queues one change for those who listen now; never blocks. */
    void post(Consumer<HealthListener> change) {
        List<HealthListener> hearers = List.copyOf(listeners);
        boolean queued = queue.offer(() -> hearers.forEach(listener -> deliver(change, listener)));
        if (!queued && overflowed.compareAndSet(false, true)) {
            log.warn(
                    "{}: a listener hangs, and changes of health are lost from here on; look for it in a thread dump",
                    thread.getName());
        }
    }

    /** Ends after what is queued; does not wait for it. */
    @Override
    public void close() {
        if (!queue.offer(End.MARK)) {
            thread.interrupt();
        }
    }

    private void deliver() {
        try {
            for (Runnable next = queue.take(); next != End.MARK; next = queue.take()) {
                overflowed.set(false);
                next.run();
            }
        } catch (InterruptedException e) {
            // closed while a listener hung: the rest is not told
        }
    }

    private void deliver(Consumer<HealthListener> change, HealthListener listener) {
        try {
            change.accept(listener);
        } catch (Throwable e) {
            Quietly.log(() -> log.warn(
                    "listener {} threw; it goes on being told\n{}",
                    listener.getClass().getName(),
                    redactor.scrub(e)));
        }
    }
}
