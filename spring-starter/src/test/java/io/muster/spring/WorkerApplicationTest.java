package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** A whole application without a web server, found by its dependency alone. */
class WorkerApplicationTest {
    @Test
    void isReadyOnceStartedAndStopsInReverse() throws Exception {
        Journal journal;
        try (var context = run()) {
            journal = context.getBean(Journal.class);
            int port = context.getBean(ProbeServer.class).port();
            assertThat(Http.status(port, "/readyz")).isEqualTo(200);
            assertThat(Http.status(port, "/readyz/catalog")).isEqualTo(200);
            assertThat(Http.status(port, "/startupz")).isEqualTo(200);
        }
        assertThat(journal.entries())
                .containsExactly(
                        "database started",
                        "orders started",
                        "ACCEPTING_TRAFFIC",
                        "REFUSING_TRAFFIC",
                        "orders stopped",
                        "database stopped");
    }

    @Test
    void closesWhenTheServiceIsAskedToStop() {
        var context = run();
        var journal = context.getBean(Journal.class);

        context.getBean(LifecycleManager.class).requestStop("nothing left to do");

        await().atMost(Duration.ofSeconds(20)).until(() -> !context.isRunning() && !context.isActive());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(journal.entries())
                        .endsWith("REFUSING_TRAFFIC", "orders stopped", "database stopped"));
    }

    private static ConfigurableApplicationContext run() {
        return new SpringApplicationBuilder(Worker.class)
                .web(WebApplicationType.NONE)
                .properties("spring.application.name=worker", "muster.probes.port=0", "muster.drain-delay=0")
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Worker {
        @Bean
        Journal journal() {
            return new Journal();
        }

        @Bean
        Component<String> orders(Journal journal) {
            return journal.component("orders").dependsOn("database");
        }

        @Bean
        Component<String> database(Journal journal) {
            return journal.component("database");
        }

        @Bean
        HealthCheck catalog() {
            return context -> HealthResult.up();
        }

        @EventListener
        void readiness(AvailabilityChangeEvent<ReadinessState> event) {
            journalOf(event).write(event.getState().name());
        }

        private static Journal journalOf(AvailabilityChangeEvent<?> event) {
            return ((ConfigurableApplicationContext) event.getSource()).getBean(Journal.class);
        }
    }
}
