package io.muster.lifecycle;

import java.time.Duration;
import java.util.Optional;

/**
 * How one component stopped, or an attachment did not close.
 *
 * @param name its name; of an attachment the simple name of its class
 * @param outcome how it ended; {@link Outcome#NOT_RUN} when the time was up before its turn
 * @param duration how long its stop took
 * @param failure what its drain or stop threw, or that it did not end
 * @param stack where its thread was when its drain or stop hung
 */
public record ComponentStop(
        String name, Outcome outcome, Duration duration, Optional<Finding> failure, Optional<String> stack) {}
