package io.muster.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happened, one event at a time and in order, on one thread that holds no lock. */
final class Bulletin {
    private static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);
    private static final long FOREVER = Long.MAX_VALUE;

    private final List<LifecycleListener> listeners = new CopyOnWriteArrayList<>();
    private final Mailbox<Consumer<LifecycleListener>> queue = new Mailbox<>();
    private final Thread thread;

    Bulletin(String service) {
        thread = ActionThreads.platform("muster-" + service + "-events", this::deliver);
    }

    void open() {
        thread.start();
    }

    void add(LifecycleListener listener) {
        listeners.add(listener);
    }

    void remove(LifecycleListener listener) {
        listeners.remove(listener);
    }

    void tell(Consumer<LifecycleListener> message) {
        queue.post(message);
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
                Consumer<LifecycleListener> message = queue.take(FOREVER);
                if (message != null) {
                    listeners.forEach(listener -> deliver(message, listener));
                } else if (queue.isClosed()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // closed while a listener hung: the rest is not told
        }
    }

    private static void deliver(Consumer<LifecycleListener> message, LifecycleListener listener) {
        try {
            message.accept(listener);
        } catch (Throwable e) {
            log.warn(
                    "listener {} threw; it goes on being told",
                    listener.getClass().getName(),
                    e);
        }
    }
}
