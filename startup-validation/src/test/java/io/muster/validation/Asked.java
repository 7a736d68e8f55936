package io.muster.validation;

import io.muster.lifecycle.CheckContext;
import java.time.Duration;

/** A check's circumstances: so much time from now on, by the machine's clock. */
public record Asked(boolean starting, Duration timeout, long began) implements CheckContext {

    /** As during the start. */
    public static Asked starting(Duration timeout) {
        return new Asked(true, timeout, System.nanoTime());
    }

    /** As while the service runs. */
    public static Asked running(Duration timeout) {
        return new Asked(false, timeout, System.nanoTime());
    }

    @Override
    public Duration remaining() {
        Duration left = timeout.minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
