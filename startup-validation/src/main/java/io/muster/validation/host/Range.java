package io.muster.validation.host;

import io.muster.lifecycle.Failure;
import java.util.function.LongFunction;

/**
 * How much there must be of something, and how much there should be. Immutable.
 *
 * @param name what it is of, in messages
 * @param minimum below it the check fails
 * @param recommended below it the check warns
 */
record Range(String name, long minimum, long recommended) {
    Range {
        if (minimum < 1 || recommended < minimum) {
            throw new IllegalArgumentException(
                    "'" + name + "' has a minimum of " + minimum + " and a recommended value of " + recommended
                            + "; give at least 1, and recommend no less than the minimum");
        }
    }

    /** Notes when there is less. */
    void compare(Look look, String code, String subject, long actual, LongFunction<String> shown, String fix) {
        if (actual < minimum) {
            look.fail(
                    code,
                    Failure.CONFIGURATION,
                    subject,
                    "is " + shown.apply(actual) + ", and the minimum is " + shown.apply(minimum),
                    fix);
        } else if (actual < recommended) {
            look.warn(
                    code,
                    subject,
                    "is " + shown.apply(actual) + ", and " + shown.apply(recommended) + " is recommended",
                    fix);
        }
    }
}
