package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.http.ProbeHandler;
import io.muster.lifecycle.Attachment;
import io.muster.spring.actuate.MusterEndpoint;
import io.muster.spring.probes.Probes;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that brings a bean of its own for every bean of the starter that it may replace. */
class ReplaceableBeansTest {
    @Test
    void everyBeanGivesWay() {
        try (var context = run(Own.class)) {
            assertThat(context.getBeansOfType(Probes.class)).containsOnlyKeys("own");
            assertThat(context.getBeansOfType(ProbeHandler.class)).containsOnlyKeys("ownHandler");
            assertThat(context.getBeansOfType(MusterEndpoint.class)).containsOnlyKeys("ownEndpoint");
            assertThat(context.getBean("musterIndicatorChecks")).isEqualTo("none");
            assertThat(context.getBean("musterMeterAttachment")).isInstanceOf(Attachment.class);
            assertThat(context.getBean("musterApplicationProbes")).isEqualTo("none");
            assertThat(context.getBean("musterManagementProbes")).isEqualTo("none");
            assertThat(context.getBeansOfType(ServletRegistrationBean.class))
                    .doesNotContainKeys("musterApplicationProbes", "musterManagementProbes");
        }
    }

    private static ConfigurableApplicationContext run(Class<?> type) {
        return new SpringApplicationBuilder(type)
                .run(
                        "--server.port=0",
                        "--muster.probes.port=-1",
                        "--muster.drain-delay=0",
                        "--muster.probes.mount.application=/probes",
                        "--muster.probes.mount.management=/probes",
                        "--management.endpoints.web.exposure.include=*");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Own {
        @Bean
        ProbeHandler ownHandler() {
            return ProbeHandler.create();
        }

        @Bean
        Probes own(ProbeHandler handler) {
            return new Probes(handler);
        }

        @Bean
        MusterEndpoint ownEndpoint(Probes probes) {
            return new MusterEndpoint(probes);
        }

        @Bean
        Attachment musterMeterAttachment() {
            return view -> () -> {};
        }

        @Bean
        String musterIndicatorChecks() {
            return "none";
        }

        @Bean
        String musterApplicationProbes() {
            return "none";
        }

        @Bean
        String musterManagementProbes() {
            return "none";
        }

        @Bean
        HealthIndicator musterHealthContributor() {
            return () -> Health.up().build();
        }

        @Bean
        HealthIndicator musterLivenessHealthIndicator() {
            return () -> Health.up().build();
        }

        @Bean
        HealthEndpointGroupsPostProcessor musterHealthEndpointGroups() {
            return groups -> groups;
        }
    }
}
