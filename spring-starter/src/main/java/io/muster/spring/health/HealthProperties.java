package io.muster.spring.health;

import io.muster.lifecycle.CheckPolicy;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties that begin with {@code muster.health}.
 *
 * @param indicators Properties of the application's health indicators.
 */
@ConfigurationProperties("muster.health")
public record HealthProperties(@DefaultValue Indicators indicators) {

    /**
     * The properties that begin with {@code muster.health.indicators}. An indicator is named by its path in Actuator's
     * health, such as {@code db}, or {@code db/orders} in a composite; the name of a composite means all that is in it.
     *
     * @param enabled Whether the health indicators of the application are run by the monitor.
     * @param exclude Names of indicators that the monitor does not run.
     * @param readiness Names of indicators that readiness looks at; * means all of them. Default: none.
     * @param policy How each indicator is asked.
     * @param policies How one indicator is asked, by its name; what is not set here is as in policy.
     */
    public record Indicators(
            @DefaultValue("true") boolean enabled,
            @DefaultValue Set<String> exclude,
            @DefaultValue Set<String> readiness,
            @NestedConfigurationProperty @DefaultValue PolicyProperties policy,
            @DefaultValue Map<String, PolicyProperties> policies) {
        private static final String PREFIX = "muster.health.indicators.";

        /** Refuses policies that cannot be right. */
        public Indicators {
            policy.check(PREFIX + "policy");
            policies.forEach((name, each) ->
                    each.check(PREFIX + "policies" + (name.matches("[A-Za-z0-9-]+") ? "." + name : "[" + name + "]")));
            exclude = Set.copyOf(exclude);
            readiness = Set.copyOf(readiness);
            policies = Map.copyOf(policies);
        }

        boolean runs(String path) {
            return !names(exclude, path);
        }

        boolean drivesReadiness(String path) {
            return enabled && runs(path) && (readiness.contains("*") || names(readiness, path));
        }

        CheckPolicy policyOf(String path) {
            CheckPolicy defaults = CheckPolicy.defaults();
            CheckPolicy common = policy.applyTo(defaults.downInterval(defaults.interval()));
            PolicyProperties own = policies.get(path);
            return own == null ? common : own.applyTo(common);
        }

        private static boolean names(Set<String> names, String path) {
            return names.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "/"));
        }
    }
}
