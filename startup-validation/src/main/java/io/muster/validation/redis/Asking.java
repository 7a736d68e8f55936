package io.muster.validation.redis;

import io.muster.lifecycle.CheckContext;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the answers of one run of a check, no longer than the run may take. */
final class Asking {
    private static final Duration MOST_RESERVE = Duration.ofMillis(100);

    private final CheckContext context;
    private final Duration reserve;

    Asking(CheckContext context) {
        this.context = context;
        // leaves a little time for the answer, so that it is ours and not a timeout's
        Duration tenth = context.remaining().dividedBy(10);
        this.reserve = tenth.compareTo(MOST_RESERVE) > 0 ? MOST_RESERVE : tenth;
    }

    /** What is left of the time; may be negative. */
    Duration left() {
        return context.remaining().minus(reserve);
    }

    /** The answer to a command. */
    <T> T answer(Future<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(Math.max(1, left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }
}
