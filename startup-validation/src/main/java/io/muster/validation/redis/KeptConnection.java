package io.muster.validation.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.muster.lifecycle.HealthResult;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a check. Thread-safe.
 *
 * <p>Connecting goes on in the background when its time is up, and the next caller waits for the same attempt: a frozen
 * server would otherwise be left with one connection for each time that it was asked. The lock guards the attempt alone;
 * nothing is waited for under it.
 */
final class KeptConnection implements RedisConnectionStateListener {
    private final Connector connector;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<Session> attempt;
    private boolean doubted;
    private volatile @Nullable InetSocketAddress address;

    KeptConnection(Connector connector) {
        this.connector = connector;
        connector.listen(this);
    }

    Session within(Duration remaining) throws InterruptedException, ExecutionException, TimeoutException {
        return current().get(Math.max(1, remaining.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Has the next caller get a fresh connection: one that does not answer may never again, and not say so. */
    void doubt() {
        synchronized (lock) {
            doubted = attempt != null && attempt.isDone();
        }
    }

    /** Ends the client, when it is the check's own. */
    void shutDown() {
        connector.shutDown();
    }

    /** The attempt that is under way or whose connection is open, else a new one. */
    private CompletableFuture<Session> current() {
        synchronized (lock) {
            var known = attempt;
            if (known != null && !doubted && usable(known)) {
                return known;
            }
            doubted = false;
            var next = new CompletableFuture<Session>();
            attempt = next;
            var thread = new Thread(() -> connect(next, known), "muster-redis-connect");
            thread.setDaemon(true);
            thread.start();
            return next;
        }
    }

    private static boolean usable(CompletableFuture<Session> attempt) {
        if (!attempt.isDone()) {
            return true;
        }
        return !attempt.isCompletedExceptionally() && attempt.join().open();
    }

    private void connect(CompletableFuture<Session> next, @Nullable CompletableFuture<Session> old) {
        try {
            if (old != null && !old.isCompletedExceptionally()) {
                old.join().close();
            }
            next.complete(connector.connect());
        } catch (RuntimeException | Error e) {
            next.completeExceptionally(e);
        }
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress socketAddress) {
        if (socketAddress instanceof InetSocketAddress internet) {
            address = internet;
        }
    }

    /** Ends what has lost its server: it would come back after a while, and hold back what was asked until then. */
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        CompletableFuture<Session> known;
        synchronized (lock) {
            known = attempt;
        }
        if (known == null || !known.isDone() || known.isCompletedExceptionally()) {
            return;
        }
        Session session = known.join();
        if (session.uses(connection)) {
            session.close();
        }
    }

    HealthResult describe(HealthResult result) {
        InetSocketAddress known = address;
        return known == null
                ? result
                : result.with("host", known.getHostString()).with("port", known.getPort());
    }
}
