package io.muster.validation.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a Redis can be used. Thread-safe.
 *
 * <p>While the service runs it sends PING. During the start it also writes, reads and deletes one key of its own, which
 * expires by itself: a replica and a full Redis answer PING as well. It keeps one connection, which ends with the client.
 */
public final class RedisCheck implements HealthCheck {
    private static final String KEY_PREFIX = "muster:startup-check:";
    private static final Duration EXPIRY = Duration.ofSeconds(10);

    private final KeptConnection kept;
    private final String keyPrefix;

    private RedisCheck(KeptConnection kept, String keyPrefix) {
        this.kept = kept;
        this.keyPrefix = keyPrefix;
    }

    /** Asks through {@code client}, which somebody else shuts down. */
    @SuppressWarnings("exports") // whoever has a client has the library; requiring it of everybody would not compile
    public static RedisCheck of(RedisClient client) {
        return new RedisCheck(new KeptConnection(requireNonNull(client, "client")), KEY_PREFIX);
    }

    /** A copy that writes its key under this prefix: for users whose ACL allows some keys only. */
    public RedisCheck keyPrefix(String prefix) {
        return new RedisCheck(kept, requireNonNull(prefix, "key prefix"));
    }

    @Override
    public HealthResult check(CheckContext context) throws Exception {
        Duration before = context.remaining();
        HealthResult result;
        try {
            RedisAsyncCommands<String, String> redis =
                    kept.within(context.remaining()).async();
            Duration connected = context.remaining();
            await(redis.ping(), context);
            HealthResult up = HealthResult.up()
                    .with(
                            "response_time_ms",
                            connected.minus(context.remaining()).toMillis());
            result = context.starting() ? roundTrip(redis, context, up) : up;
        } catch (ExecutionException | CompletionException e) {
            result = down(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            result = HealthResult.down(
                    Failure.TIMEOUT, "no answer within " + before.toMillis() + " ms; check that it is not blocked");
        }
        return kept.describe(result);
    }

    private HealthResult roundTrip(RedisAsyncCommands<String, String> redis, CheckContext context, HealthResult up)
            throws Exception {
        // braces: one hash slot whatever the prefix, so that it works on a cluster too
        String value = UUID.randomUUID().toString();
        String key = keyPrefix + "{" + value + "}";
        await(redis.set(key, value, SetArgs.Builder.nx().px(EXPIRY.toMillis())), context);
        String read = await(redis.get(key), context);
        await(redis.del(key), context);
        return value.equals(read)
                ? up
                : HealthResult.down(Failure.CONFIGURATION, "a key that was written could not be read back");
    }

    private static <T> T await(Future<T> answer, CheckContext context) throws Exception {
        try {
            return answer.get(Math.max(1, context.remaining().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static HealthResult down(Throwable cause) {
        var error = RedisFailures.error(cause);
        if (error.isPresent()) {
            return HealthResult.down(error.get().failure(), error.get().sentence());
        }
        Failure failure = new RedisFailures().classify(cause).orElse(Failure.UNAVAILABLE);
        String words = failure == Failure.TIMEOUT ? "did not answer in time" : "is not reachable";
        return HealthResult.down(failure, words + "; check that it runs, and that host and port are right");
    }
}
