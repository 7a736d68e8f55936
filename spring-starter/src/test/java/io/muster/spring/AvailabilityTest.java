package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.spring.probes.Probes;
import io.muster.spring.test.ProbeTester;
import io.muster.spring.test.Testers;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Boot says of the application, and what the service finds, with a port of its own for the probes and without. */
class AvailabilityTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void bootFollowsTheChecks(int port) {
        try (var context = run(port)) {
            awaitState(context, ReadinessState.ACCEPTING_TRAFFIC);
            tester(context).report("catalog", HealthResult.down(Failure.UNAVAILABLE, "gone"));
            awaitState(context, ReadinessState.REFUSING_TRAFFIC);

            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
                    .as("somebody else knows less")
                    .isEqualTo(ReadinessState.REFUSING_TRAFFIC);

            tester(context).report("catalog", HealthResult.up());
            awaitState(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void theProbesFollowTheApplication(int port) {
        try (var context = run(port)) {
            tester(context).await(snapshot -> snapshot.readiness().passed());
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
            tester(context).await(snapshot -> !snapshot.readiness().passed());
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
            tester(context).await(snapshot -> snapshot.readiness().passed());
            awaitState(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    private static void awaitState(ConfigurableApplicationContext context, ReadinessState state) {
        await().atMost(LIMIT)
                .until(() -> context.getBean(ApplicationAvailability.class).getReadinessState() == state);
    }

    private static ProbeTester tester(ConfigurableApplicationContext context) {
        return Testers.of(context.getBean(Probes.class));
    }

    private static ConfigurableApplicationContext run(int port) {
        return new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .run("--muster.probes.port=" + port, "--muster.drain-delay=0");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        HealthCheck catalog() {
            return context -> HealthResult.up();
        }
    }
}
