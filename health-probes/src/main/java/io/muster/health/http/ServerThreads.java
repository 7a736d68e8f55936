package io.muster.health.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that answer probes: daemon platform threads, as many as callers are slow.
 *
 * <p>A caller who sends half a request holds a thread until the request time is up, so a small fixed pool would let a few
 * of them silence every probe. Platform threads answer even when spinning virtual threads hold every carrier.
 *
 * <p>Who never reads its answers is cut off by an interrupt, which closes the connection that a thread writes to. The
 * {@code maxRspTime} of the JDK's server would do that too, but counts how long a handler thinks, in every server of the
 * JVM. Each call looks, once a second at the most, after those before it: while nobody calls, nobody is kept from answers.
 */
final class ServerThreads extends ThreadPoolExecutor {
    private static final int MOST = 512;
    private static final int KEPT = 2;
    private static final long IDLE_SECONDS = 30;
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Set<Answering> threads = ConcurrentHashMap.newKeySet();
    private final long longestNanos;
    private final AtomicLong lookedAt = new AtomicLong(SystemTime.nanos());

    private ServerThreads(String service, Duration longest) {
        super(KEPT, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
        this.longestNanos = longest.toNanos();
        var count = new AtomicInteger();
        setThreadFactory(body -> new Answering(body, "muster-" + service + "-probe-" + count.incrementAndGet()));
    }

    /** Nobody takes longer than {@code longest} to ask and to read one answer. */
    static ServerThreads of(String service, Duration longest) {
        return new ServerThreads(service, longest);
    }

    @Override
    public void execute(Runnable exchange) {
        long now = SystemTime.nanos();
        long last = lookedAt.get();
        if (now - last >= LOOK_NANOS && lookedAt.compareAndSet(last, now)) {
            threads.forEach(thread -> thread.interruptAfter(longestNanos, now));
        }
        super.execute(exchange);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable exchange) {
        ((Answering) thread).begins(SystemTime.nanos());
    }

    @Override
    protected void afterExecute(Runnable exchange, Throwable thrown) {
        ((Answering) Thread.currentThread()).ends();
    }

    /** Answers one caller at a time. Its monitor guards that only the caller who is late is cut off. */
    private final class Answering extends Thread {
        private boolean busy;
        private long since;

        private Answering(Runnable body, String name) {
            super(body, name);
            setDaemon(true);
        }

        @Override
        public void run() {
            threads.add(this);
            try {
                super.run();
            } finally {
                threads.remove(this);
            }
        }

        private synchronized void begins(long now) {
            busy = true;
            since = now;
        }

        private synchronized void ends() {
            busy = false;
            // one that came too late must not hit the next caller
            Thread.interrupted();
        }

        private synchronized void interruptAfter(long nanos, long now) {
            if (busy && now - since > nanos) {
                interrupt();
            }
        }
    }
}
