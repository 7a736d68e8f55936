package io.muster.validation.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
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
    private final RedisClient client;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> attempt;
    private volatile @Nullable InetSocketAddress address;

    KeptConnection(RedisClient client) {
        this.client = client;
        client.addListener(this);
    }

    StatefulRedisConnection<String, String> within(Duration remaining)
            throws InterruptedException, ExecutionException, TimeoutException {
        return current().get(Math.max(1, remaining.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** The attempt that is under way or whose connection is open, else a new one. */
    private CompletableFuture<StatefulRedisConnection<String, String>> current() {
        synchronized (lock) {
            var known = attempt;
            if (known != null && usable(known)) {
                return known;
            }
            var next = new CompletableFuture<StatefulRedisConnection<String, String>>();
            attempt = next;
            var thread = new Thread(() -> connect(next, known), "muster-redis-connect");
            thread.setDaemon(true);
            thread.start();
            return next;
        }
    }

    private static boolean usable(CompletableFuture<StatefulRedisConnection<String, String>> attempt) {
        if (!attempt.isDone()) {
            return true;
        }
        return !attempt.isCompletedExceptionally() && attempt.join().isOpen();
    }

    private void connect(
            CompletableFuture<StatefulRedisConnection<String, String>> next,
            @Nullable CompletableFuture<StatefulRedisConnection<String, String>> old) {
        try {
            // a lost connection comes back by itself, but only after a growing delay: a fresh one tells the truth at
            // once
            if (old != null && !old.isCompletedExceptionally()) {
                old.join().close();
            }
            next.complete(client.connect());
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

    HealthResult describe(HealthResult result) {
        InetSocketAddress known = address;
        return known == null
                ? result
                : result.with("host", known.getHostString()).with("port", known.getPort());
    }
}
