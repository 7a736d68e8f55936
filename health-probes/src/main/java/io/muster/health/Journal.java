package io.muster.health;

import io.muster.lifecycle.HealthStatus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes transitions to the log, in order, on a thread of its own: an appender that hangs delays no check. */
final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    private static final int LONGEST = 10_000;
    private static final Transition END = new Transition(HealthStatus.UP, "");

    private final String service;
    private final BlockingQueue<Transition> queue = new LinkedBlockingQueue<>(LONGEST);
    private final Thread thread;

    Journal(String service) {
        this.service = service;
        thread = CheckThreads.platform("muster-" + service + "-health-log", this::write);
    }

    void open() {
        thread.start();
    }

    /** Queues one line; when ten thousand wait already, it is lost. */
    void post(Transition transition) {
        queue.offer(transition);
    }

    @Override
    public void close() {
        queue.offer(END);
    }

    private void write() {
        try {
            for (Transition next = queue.take(); !next.equals(END); next = queue.take()) {
                if (next.status().ready()) {
                    log.info("'{}': {}", service, next.text());
                } else {
                    log.warn("'{}': {}", service, next.text());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
