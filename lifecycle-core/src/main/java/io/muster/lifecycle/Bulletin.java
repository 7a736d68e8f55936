package io.muster.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what happened, one event at a time and in order, on one thread that holds no lock.
 *
 * <p>Coming and going of listeners stand in the same order: each hears exactly what was told in between, however late.
 */
final class Bulletin {
    private static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);
    private static final long FOREVER = Long.MAX_VALUE;

    private final Mailbox<Runnable> queue = new Mailbox<>();
    /** Confined to the thread; a listener may come and go while another is told. */
    private final List<LifecycleListener> listeners = new CopyOnWriteArrayList<>();

    private final Redactor redactor;
    private final Thread thread;

    Bulletin(String service, Redactor redactor) {
        this.redactor = redactor;
        thread = ActionThreads.platform("muster-" + service + "-events", this::deliver);
    }

    void open() {
        thread.start();
    }

    void add(LifecycleListener listener) {
        inOrder(() -> listeners.add(listener));
    }

    void remove(LifecycleListener listener) {
        inOrder(() -> listeners.remove(listener));
    }

    /** At once on the thread itself, which is at the event that made it happen; else after what was told before. */
    private void inOrder(Runnable change) {
        if (Thread.currentThread() == thread) {
            change.run();
        } else {
            queue.post(change);
        }
    }

    void tell(Consumer<LifecycleListener> message) {
        post(() -> listeners.forEach(listener -> deliver(message, listener)));
    }

    /** Runs something on the thread of the listeners in its turn: what may hang, such as the log. */
    void post(Runnable action) {
        queue.post(action);
    }

    /** Takes no more events and waits, {@code millis} at the most, until all have been delivered. */
    void close(long millis) throws InterruptedException {
        queue.close();
        if (thread != Thread.currentThread()) {
            thread.join(millis);
            thread.interrupt();
        }
    }

    private void deliver() {
        try {
            while (true) {
                Runnable next = queue.take(FOREVER);
                if (next != null) {
                    run(next);
                } else if (queue.isClosed()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // closed while a listener hung: the rest is not told
        }
    }

    private static void run(Runnable next) {
        try {
            next.run();
        } catch (Throwable e) {
            // the log itself threw: there is nobody left to tell
        }
    }

    private void deliver(Consumer<LifecycleListener> message, LifecycleListener listener) {
        try {
            message.accept(listener);
        } catch (Throwable e) {
            run(() -> log.warn(
                    "listener {} threw; it goes on being told\n{}",
                    listener.getClass().getName(),
                    redactor.scrub(e)));
        }
    }
}
