package io.muster.validation.service;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one run of a check has opened. Closing it breaks off whoever reads from it; what is added later is closed at once.
 * Thread-safe.
 */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> all = new ArrayDeque<>();
    private boolean closed;

    /** From now on it ends with this run. */
    <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closed) {
                all.push(resource);
                return resource;
            }
        }
        end(resource);
        return resource;
    }

    @Override
    public void close() {
        while (true) {
            AutoCloseable next;
            synchronized (this) {
                closed = true;
                next = all.poll();
            }
            if (next == null) {
                return;
            }
            end(next);
        }
    }

    private static void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // nobody needs it any more, and what the run found is known already
        }
    }
}
