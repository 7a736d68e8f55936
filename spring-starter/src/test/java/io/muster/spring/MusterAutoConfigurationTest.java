package io.muster.spring;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Phase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MusterAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MusterAutoConfiguration.class))
            .withPropertyValues("muster.probes.port=0");

    @Test
    void namesTheServiceLikeTheApplicationAndRunsIt() {
        application.withPropertyValues("spring.application.name=orders").run(context -> {
            var view = context.getBean(LifecycleManager.class).view();
            assertThat(view.service()).isEqualTo("orders");
            assertThat(view.state()).isEqualTo(LifecycleState.RUNNING);
        });
    }

    @Test
    void namesTheServiceEvenIfTheApplicationHasNoName() {
        application.run(context -> assertThat(
                        context.getBean(LifecycleManager.class).view().service())
                .isEqualTo("application"));
    }

    @Test
    void doesNothingWhenSwitchedOff() {
        application
                .withPropertyValues("muster.enabled=false")
                .withBean("database", Component.class, () -> new Journal().component("database"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(LifecycleManager.class)
                        .doesNotHaveBean(ProbeServer.class)
                        .doesNotHaveBean(ServiceLifecycle.class));
    }

    @Test
    void answersNoProbesWithoutPort() {
        application
                .withPropertyValues("muster.probes.port=-1")
                .run(context -> assertThat(context)
                        .hasSingleBean(LifecycleManager.class)
                        .doesNotHaveBean(ProbeServer.class));
    }

    @Test
    void givesWayToAProbeServerOfTheApplication() {
        var own = ProbeServer.on(0).bind("127.0.0.1");
        application.withBean(ProbeServer.class, () -> own).run(context -> {
            assertThat(context).getBean(ProbeServer.class).isSameAs(own);
            assertThat(Http.status(own.port(), "/readyz")).isEqualTo(200);
        });
    }

    @Test
    void givesWayToAManagerOfTheApplicationAndDrivesIt() {
        var own = LifecycleManager.named("own");
        application
                .withBean(LifecycleManager.class, () -> own)
                .withBean("database", Component.class, () -> new Journal().component("database"))
                .run(context -> {
                    assertThat(context).getBean(LifecycleManager.class).isSameAs(own);
                    assertThat(own.view().state()).isEqualTo(LifecycleState.RUNNING);
                    assertThat(own.view().components())
                            .extracting(ComponentView::name)
                            .contains("database");
                });
        assertThat(own.view().state()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void asksAHealthCheckBeanByTheNameOfTheBean() {
        var asked = new AtomicInteger();
        HealthCheck check = context -> {
            asked.incrementAndGet();
            return HealthResult.up();
        };
        application.withBean("catalog", HealthCheck.class, () -> check).run(context -> {
            assertThat(asked).hasPositiveValue();
            assertThat(context.getBean(LifecycleManager.class).view().components())
                    .filteredOn(component -> component.name().equals("catalog"))
                    .singleElement()
                    .extracting(ComponentView::phase)
                    .isEqualTo(Phase.CONNECT);
        });
    }

    @Test
    void opensAndClosesAttachmentBeans() {
        var journal = new Journal();
        application
                .withBean(Attachment.class, () -> view -> {
                    journal.write("opened");
                    return () -> journal.write("closed");
                })
                .withBean("database", Component.class, () -> journal.component("database"))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(journal.entries()).containsExactly("opened", "database started", "database stopped", "closed");
    }

    @Test
    void waitsForWhatTheBeansInBetweenDependOn() {
        var journal = new Journal();
        application
                .withBean(Journal.class, () -> journal)
                .withUserConfiguration(InBetween.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(journal.entries())
                .containsExactly("database started", "api started", "api stopped", "database stopped");
    }

    @Test
    void waitsForNothingThatStartsInALaterPhase() {
        application.withUserConfiguration(LaterPhase.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(LifecycleManager.class).view().state()).isEqualTo(LifecycleState.RUNNING);
        });
    }

    /** A check whose bean knows, through another one, a component that starts after all checks. */
    @Configuration(proxyBeanMethods = false)
    static class LaterPhase {
        @Bean
        HealthCheck catalog(StringBuilder service) {
            return context -> HealthResult.up();
        }

        @Bean
        StringBuilder service(Component<String> index) {
            return new StringBuilder(index.name());
        }

        @Bean
        Component<String> index() {
            return component("index", () -> "index").phase(Phase.INITIALIZE);
        }
    }

    /** A component that reaches another one through plain beans. */
    @Configuration(proxyBeanMethods = false)
    static class InBetween {
        @Bean
        Component<String> api(Journal journal, List<Integer> orders) {
            return journal.component("api");
        }

        @Bean
        Integer orders(StringBuilder repository) {
            return repository.length();
        }

        @Bean
        StringBuilder repository(Component<String> database) {
            return new StringBuilder(database.name());
        }

        @Bean
        Component<String> database(Journal journal) {
            return Component.component("database", () -> {
                        LockSupport.parkNanos(200_000_000L);
                        journal.write("database started");
                        return "database";
                    })
                    .stop(value -> journal.write("database stopped"));
        }
    }

    @Test
    void listensOnTheAddressThatIsStated() {
        application
                .withPropertyValues("muster.probes.address=127.0.0.1")
                .run(context -> assertThat(
                                Http.status(context.getBean(ProbeServer.class).port(), "/readyz"))
                        .isEqualTo(200));
        application
                .withPropertyValues("muster.probes.address=203.0.113.1")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void waitsByTheNamesOfBeans() {
        var journal = new Journal();
        application
                .withBean(
                        "search-index",
                        Component.class,
                        () -> journal.component("search-index").dependsOn("database"))
                .withBean("database", Component.class, () -> journal.component("database"))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(journal.entries())
                .containsExactly(
                        "database started", "search-index started", "search-index stopped", "database stopped");
    }

    @Test
    void refusesEveryBeanThatIsNotNamedLikeItsComponent() {
        var journal = new Journal();
        application
                .withBean("db", Component.class, () -> journal.component("database"))
                .withBean("cache", Component.class, () -> journal.component("redis"))
                .run(context -> assertThat(context.getStartupFailure())
                        .hasRootCauseInstanceOf(IllegalStateException.class)
                        .rootCause()
                        .hasMessageContaining("bean 'db' is component 'database'")
                        .hasMessageContaining("bean 'cache' is component 'redis'"));
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void refusesAnUnknownNameAsAConfigurationFailure() {
        application
                .withBean(
                        "orders",
                        Component.class,
                        () -> component("orders", () -> 1).dependsOn("databse"))
                .withBean("database", Component.class, () -> component("database", () -> 1))
                .run(context -> assertThat(context.getStartupFailure())
                        .cause()
                        .isInstanceOfSatisfying(ServiceStartException.class, failure -> {
                            assertThat(failure.getExitCode()).isEqualTo(78);
                            assertThat(failure.analysis().getDescription())
                                    .startsWith("'application' cannot start")
                                    .contains("databse", "database");
                        }));
    }

    @Test
    void refusesBudgetsThatDoNotFitTogether() {
        application
                .withPropertyValues("muster.stop-budget=10s", "muster.drain-delay=20s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("drain delay 20")
                        .hasMessageContaining("stop budget 10"));
    }

    @Test
    void refusesToStartAStoppedContextAgain() {
        application.run(context -> {
            var running = context.getSourceApplicationContext();
            running.stop();
            assertThat(context.getBean(LifecycleManager.class).view().state()).isEqualTo(LifecycleState.STOPPED);
            assertThatThrownBy(running::start).rootCause().hasMessageContaining("was started or stopped already");
        });
    }
}
