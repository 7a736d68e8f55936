package io.muster.health.http;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer probes: daemon platform threads, as many as callers are slow.
 *
 * <p>A caller who sends half a request holds a thread until the request time is up, so a small fixed pool would let a few
 * of them silence every probe. Platform threads answer even when spinning virtual threads hold every carrier.
 */
final class ServerThreads {
    private static final int MOST = 512;
    private static final int KEPT = 2;
    private static final long IDLE_SECONDS = 30;

    private ServerThreads() {}

    static ThreadPoolExecutor of(String service) {
        var count = new AtomicInteger();
        return new ThreadPoolExecutor(KEPT, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
            var thread = new Thread(body, "muster-" + service + "-probe-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
