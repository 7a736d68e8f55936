package io.muster.spring.health;

import io.muster.lifecycle.CheckPolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.convert.DurationUnit;

/**
 * How an indicator is asked. A duration without a unit is in seconds.
 *
 * @param interval Time between two runs. Default: 10s.
 * @param downInterval Time between two runs while it is DOWN. Default: the interval, since most indicators of Boot log
 *     each failure with its stack trace.
 * @param timeout Longest that one run may take. Default: 3s.
 * @param fall Failures in a row that make it DOWN. Default: 1.
 * @param rise Successes in a row that make it UP again. Default: 1.
 * @param maxAge Age after which an answer says nothing any more. Default: three intervals and one timeout.
 * @param shared Whether every instance shares the dependency, so that its outage only degrades. Default: false.
 */
public record PolicyProperties(
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration interval,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration downInterval,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration timeout,
        @Nullable Integer fall,
        @Nullable Integer rise,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxAge,
        @Nullable Boolean shared) {

    void check(String prefix) {
        requirePositive(prefix + ".interval", interval);
        requirePositive(prefix + ".down-interval", downInterval);
        requirePositive(prefix + ".timeout", timeout);
        requirePositive(prefix + ".max-age", maxAge);
        requireOne(prefix + ".fall", fall);
        requireOne(prefix + ".rise", rise);
    }

    private static void requirePositive(String name, @Nullable Duration value) {
        if (value != null && (value.isZero() || value.isNegative())) {
            throw new InvalidConfigurationPropertyValueException(
                    name,
                    DurationStyle.SIMPLE.print(value, ChronoUnit.SECONDS),
                    "It must be longer than zero, such as 10s.");
        }
    }

    private static void requireOne(String name, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It must be 1 or more.");
        }
    }

    CheckPolicy applyTo(CheckPolicy common) {
        CheckPolicy policy = common;
        if (interval != null) {
            policy = policy.interval(interval).downInterval(interval);
        }
        if (downInterval != null) {
            policy = policy.downInterval(downInterval);
        }
        if (timeout != null) {
            policy = policy.timeout(timeout);
        }
        if (fall != null) {
            policy = policy.fall(fall);
        }
        if (rise != null) {
            policy = policy.rise(rise);
        }
        if (maxAge != null) {
            policy = policy.maxAge(maxAge);
        }
        return Boolean.TRUE.equals(shared) ? policy.shared() : policy;
    }
}
