package io.muster.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.lifecycle.Component;
import io.muster.spring.MusterAutoConfiguration;
import io.muster.spring.probes.ProbesAutoConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MusterMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MusterAutoConfiguration.class, ProbesAutoConfiguration.class, MusterMetricsAutoConfiguration.class))
            .withPropertyValues("muster.probes.port=-1", "muster.drain-delay=0");

    @Test
    void metersFromTheFirstComponentToTheLast() {
        application
                .withBean(MeterRegistry.class, () -> registry)
                .withBean("database", Component.class, () -> Component.component("database", () -> "pool"))
                .run(context -> {
                    // what happened is told on a thread of its own
                    await().atMost(Duration.ofSeconds(30))
                            .ignoreException(MeterNotFoundException.class)
                            .untilAsserted(() -> assertThat(registry.get("muster.component.start")
                                            .tag("component", "database")
                                            .tag("outcome", "succeeded")
                                            .timeGauge()
                                            .value())
                                    .isPositive());
                    assertThat(registry.get("muster.state")
                                    .tag("state", "running")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                    assertThat(registry.get("muster.probe")
                                    .tag("probe", "readiness")
                                    .gauge()
                                    .value())
                            .isEqualTo(1);
                });
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void isNotThereWithoutRegistry() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterAttachment.class));
    }

    @Test
    void isNotThereWithoutMicrometer() {
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(MusterMetricsAutoConfiguration.class));
    }

    @Test
    void isSwitchedOff() {
        application
                .withBean(MeterRegistry.class, () -> registry)
                .withPropertyValues("muster.metrics.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterAttachment.class));
    }

    @Test
    void leavesTwoRegistriesToTheApplication() {
        application
                .withBean("one", MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("two", MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterAttachment.class));
    }
}
