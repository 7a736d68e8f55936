package io.muster.spring.dependency;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationUnit;

/**
 * The properties that begin with {@code muster.dependencies}. A duration without a unit is in seconds.
 *
 * @param enabled Whether what the application depends on is found, waited for and checked.
 * @param skipInTests Whether nothing is waited for or checked in tests.
 * @param retryBudget Longest that an unavailable dependency is waited for at the start; 0 asks once.
 * @param optional Names of dependencies without which the application is degraded and still ready.
 * @param ignored Names of dependencies that are not checked.
 */
@ConfigurationProperties("muster.dependencies")
public record DependencyProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean skipInTests,

        @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
        Duration retryBudget,

        @DefaultValue Set<String> optional,
        @DefaultValue Set<String> ignored) {

    /** Refuses a negative time. */
    public DependencyProperties {
        if (retryBudget.isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    "muster.dependencies.retry-budget", retryBudget, "It must be zero or longer, such as 30s.");
        }
    }
}
