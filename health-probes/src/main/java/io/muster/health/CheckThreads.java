package io.muster.health;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that checks run on: virtual ones from Java 24 on, a pool of daemon platform threads below.
 *
 * <p>Before Java 24 a check that hangs inside {@code synchronized} pins the carrier of its virtual thread, and two such
 * checks would stop all others on a machine with two processors. The pool needs no limit of its own, since each check has
 * one run in flight at the most.
 */
final class CheckThreads implements AutoCloseable {
    private static final @Nullable Method VIRTUAL = Runtime.version().feature() >= 24 ? virtualStart() : null;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;
    private final Executor executor;

    CheckThreads(String service) {
        pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                body -> platform("muster-" + service + "-check", body));
        executor = VIRTUAL == null ? pool : body -> virtual(VIRTUAL, body);
    }

    /** Runs {@code body} on a thread that is called {@code name} meanwhile. */
    void run(String name, Runnable body) {
        executor.execute(() -> {
            Thread thread = Thread.currentThread();
            String before = thread.getName();
            thread.setName(name);
            try {
                body.run();
            } finally {
                thread.setName(before);
            }
        });
    }

    /** A daemon platform thread, not started: for what must go on when every carrier is busy. */
    static Thread platform(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private void virtual(Method start, Runnable body) {
        try {
            start.invoke(null, body);
        } catch (ReflectiveOperationException e) {
            pool.execute(body);
        }
    }

    private static @Nullable Method virtualStart() {
        try {
            return Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
