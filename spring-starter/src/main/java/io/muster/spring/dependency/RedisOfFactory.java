package io.muster.spring.dependency;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.redis.RedisCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Asks the Redis of a connection factory by its client, which the factory makes when it starts, and anew each time. */
final class RedisOfFactory implements HealthCheck {
    private final LettuceConnectionFactory factory;
    private @Nullable Object client;
    private @Nullable RedisCheck check;

    RedisOfFactory(LettuceConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        RedisCheck current = current(factory.getNativeClient());
        return current == null
                ? HealthResult.down(Failure.UNAVAILABLE, "its connection factory is stopped")
                : current.check(context);
    }

    private synchronized @Nullable RedisCheck current(@Nullable Object latest) {
        if (latest != client) {
            client = latest;
            check = of(latest);
        }
        return check;
    }

    private static @Nullable RedisCheck of(@Nullable Object client) {
        if (client instanceof RedisClusterClient cluster) {
            return RedisCheck.of(cluster);
        }
        return client instanceof RedisClient single ? RedisCheck.of(single) : null;
    }
}
