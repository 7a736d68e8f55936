package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureClassifier;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what kind of failure an exception of Lettuce stands for, by the error that Redis gave. Thread-safe.
 *
 * <p>It knows Lettuce's types by name, so that it can be asked where Lettuce is not.
 */
public final class RedisFailures implements FailureClassifier {
    private static final String LETTUCE = "io.lettuce.core.";
    private static final int DEEPEST = 16;

    /** Made by the service loader. */
    public RedisFailures() {}

    @Override
    public Optional<Failure> classify(Throwable exception) {
        if (!is(exception, "RedisException")) {
            return Optional.empty();
        }
        // a refused login comes wrapped in a failed connection
        Optional<RedisError> error = error(exception);
        if (error.isPresent()) {
            return error.map(RedisError::failure);
        }
        if (is(exception, "RedisCommandTimeoutException")) {
            return Optional.of(Failure.TIMEOUT);
        }
        if (is(exception, "RedisConnectionException") || is(exception, "RedisCommandInterruptedException")) {
            return Optional.of(Failure.UNAVAILABLE);
        }
        return exception.getCause() == null && !is(exception, "RedisCommandExecutionException")
                ? Optional.of(Failure.UNAVAILABLE)
                : Optional.empty();
    }

    /** The error of Redis in this chain of causes, when there is one and it is known. */
    static Optional<RedisError> error(Throwable exception) {
        @Nullable Throwable next = exception;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (is(next, "RedisCommandExecutionException")) {
                String message = next.getMessage();
                return RedisError.of(message == null ? "" : message.toUpperCase(Locale.ROOT));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }

    private static boolean is(Throwable exception, String type) {
        @Nullable Class<?> next = exception.getClass();
        while (next != null) {
            if (next.getName().equals(LETTUCE + type)) {
                return true;
            }
            next = next.getSuperclass();
        }
        return false;
    }
}
