package io.muster.spring.health;

import io.muster.lifecycle.LifecycleManager;
import io.muster.spring.probes.Probes;
import io.muster.spring.probes.ProbesAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Has the monitor run the application's health indicators, and Actuator answer from its snapshot, our checks included.
 *
 * <p>{@code muster.health.indicators.enabled=false} switches off the one, {@code management.health.muster.enabled=false}
 * the other.
 */
@AutoConfiguration(
        after = ProbesAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration"
        })
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(Probes.class)
@EnableConfigurationProperties(HealthProperties.class)
public final class MusterHealthAutoConfiguration {
    MusterHealthAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "muster.health.indicators.enabled", matchIfMissing = true)
    static class BridgeIn {
        @Bean
        @ConditionalOnMissingBean(name = "musterIndicatorChecks")
        IndicatorChecks musterIndicatorChecks(
                ObjectProvider<HealthContributorRegistry> blocking,
                ObjectProvider<ReactiveHealthContributorRegistry> reactive,
                ObjectProvider<HttpCodeStatusMapper> codes,
                HealthProperties properties,
                LifecycleManager manager,
                Probes probes) {
            return new IndicatorChecks(
                    new Indicators(blocking, reactive),
                    properties.indicators(),
                    codes.getIfUnique(HttpCodeStatusMapper::getDefault),
                    probes,
                    manager.view().redactor());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnEnabledHealthIndicator(ProbeGroups.CHECKS)
    static class BridgeOut {
        @Bean
        @ConditionalOnMissingBean(name = "musterHealthContributor")
        HealthContributor musterHealthContributor(Probes probes, ObjectProvider<IndicatorChecks> indicators) {
            return new CheckContributors(
                    probes, check -> indicators.stream().anyMatch(checks -> checks.contains(check)));
        }

        @Bean
        @ConditionalOnMissingBean(name = "musterLivenessHealthIndicator")
        HealthIndicator musterLivenessHealthIndicator(Probes probes) {
            return new SnapshotIndicator(() -> SnapshotHealth.liveness(probes));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    @ConditionalOnEnabledHealthIndicator(ProbeGroups.CHECKS)
    static class Groups {
        @Bean
        @ConditionalOnMissingBean(name = "musterHealthEndpointGroups")
        HealthEndpointGroupsPostProcessor musterHealthEndpointGroups(
                HealthProperties properties, Environment environment) {
            return groups -> new ProbeGroups(
                    groups, properties.indicators()::drivesReadiness, group -> unlisted(group, environment));
        }

        /** Whether properties say something of a group, but not who its members are. */
        private static boolean unlisted(String group, Environment environment) {
            var said = Binder.get(environment)
                    .bind("management.endpoint.health.group." + group, Bindable.mapOf(String.class, Object.class));
            return said.isBound()
                    && !said.get().containsKey("include")
                    && !said.get().containsKey("exclude");
        }
    }
}
