package io.muster.lifecycle.testing;

import java.util.List;
import java.util.Set;

/** Finds threads that a service has left behind and that keep its JVM from ending. */
final class Threads {
    /** Of real time, for threads that are on their way out. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Set<Thread> before = all();

    private static Set<Thread> all() {
        return Thread.getAllStackTraces().keySet();
    }

    /** The names of threads that were not there before, are no daemons, and do not end. */
    List<String> leftBehind() throws InterruptedException {
        List<Thread> found = suspects();
        for (Thread thread : found) {
            thread.join(Math.max(1, PATIENCE_MILLIS / found.size()));
        }
        return suspects().stream().map(Thread::getName).sorted().toList();
    }

    private List<Thread> suspects() {
        return all().stream()
                .filter(thread -> !thread.isDaemon() && thread.isAlive() && !before.contains(thread))
                .toList();
    }
}
