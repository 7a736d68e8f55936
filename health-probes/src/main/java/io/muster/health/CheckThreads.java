package io.muster.health;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that checks run on: eight, and a stand-in for each run that is held up while others wait.
 *
 * <p>They pull their work, so what waits for a thread waits where it is scheduled. Platform threads on every version of
 * Java: a check that spins, or hangs where a virtual thread cannot leave its carrier, would hold up all others.
 */
final class CheckThreads implements AutoCloseable {
    static final int SIZE = 8;
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    private static final long IDLE_NANOS = SECONDS.toNanos(30);

    private final String name;
    private final Supplier<@Nullable Run> source;

    /** Guards all below. Nothing foreign runs under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition work = lock.newCondition();
    private final Set<Run> current = new HashSet<>();
    private final Set<Run> lost = new HashSet<>();
    private int workers;
    private int idle;
    private int calls;
    private boolean tooFew;
    private boolean closed;

    /** {@code source} gives the next run, or null when there is none now. */
    CheckThreads(String service, Supplier<@Nullable Run> source) {
        this.name = "muster-" + service + "-check";
        this.source = source;
    }

    /** A daemon platform thread, not started. */
    static Thread daemon(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** There is work: an idle thread takes it, or a new one if there may be one more. */
    void call() {
        lock.lock();
        try {
            if (idle > calls) {
                calls++;
                work.signal();
            } else if (!closed && workers < SIZE + lost.size()) {
                spawn();
            }
        } finally {
            lock.unlock();
        }
    }

    private void spawn() {
        workers++;
        try {
            daemon(name, this::work).start();
            tooFew = false;
        } catch (OutOfMemoryError e) {
            workers--;
            if (!tooFew) {
                Quietly.log(() ->
                        log.warn("{}: no thread for a check, {} there are; answers will be late", name, workers, e));
            }
            tooFew = true;
        }
    }

    /** {@code run} is held up: as long as it is, one more thread may work. */
    void lose(Run run) {
        lock.lock();
        try {
            if (current.contains(run)) {
                lost.add(run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        boolean stays = true;
        while (stays) {
            Run next = pull();
            stays = next == null ? await() : perform(next);
        }
    }

    private @Nullable Run pull() {
        try {
            return source.get();
        } catch (RuntimeException | Error e) {
            Quietly.log(() -> log.error("{}: the next check could not be found; this is a bug in Muster", name, e));
            return null;
        }
    }

    private boolean perform(Run run) {
        lock.lock();
        try {
            current.add(run);
        } finally {
            lock.unlock();
        }
        try {
            run.run();
        } catch (RuntimeException | Error e) {
            Quietly.log(() -> log.error("{}: an answer could not be taken in; this is a bug in Muster", name, e));
        }
        lock.lock();
        try {
            current.remove(run);
            lost.remove(run);
            boolean wanted = !closed && workers <= SIZE + lost.size();
            return wanted || leave();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call; false when none came for long. */
    private boolean await() {
        lock.lock();
        idle++;
        try {
            long left = IDLE_NANOS;
            while (calls == 0 && !closed && left > 0) {
                left = work.awaitNanos(left);
            }
            if (calls == 0 || closed) {
                return leave();
            }
            calls--;
            return true;
        } catch (InterruptedException e) {
            return leave();
        } finally {
            idle--;
            lock.unlock();
        }
    }

    private boolean leave() {
        workers--;
        return false;
    }

    /** Lets threads end as they become idle. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
