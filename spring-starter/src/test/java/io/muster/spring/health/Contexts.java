package io.muster.spring.health;

import io.muster.health.CheckSnapshot;
import io.muster.health.Snapshot;
import io.muster.spring.MusterAutoConfiguration;
import io.muster.spring.probes.Probes;
import io.muster.spring.probes.ProbesAutoConfiguration;
import io.muster.spring.test.ProbeTester;
import io.muster.spring.test.Testers;
import java.util.stream.Stream;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Contexts with Boot's health and ours, without any port. */
final class Contexts {
    private Contexts() {}

    static ApplicationContextRunner withHealth() {
        return withoutActuator()
                .withConfiguration(AutoConfigurations.of(
                        EndpointAutoConfiguration.class,
                        HealthEndpointAutoConfiguration.class,
                        AvailabilityProbesAutoConfiguration.class));
    }

    static ApplicationContextRunner withoutActuator() {
        return withoutHealth()
                .withConfiguration(AutoConfigurations.of(
                        HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class))
                .withPropertyValues("muster.health.indicators.policy.interval=1h");
    }

    static ApplicationContextRunner withoutHealth() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ApplicationAvailabilityAutoConfiguration.class,
                        MusterAutoConfiguration.class,
                        ProbesAutoConfiguration.class,
                        MusterHealthAutoConfiguration.class))
                .withPropertyValues("muster.probes.port=-1", "muster.drain-delay=0", "spring.application.name=shop");
    }

    /** A snapshot in which each of these checks has been asked. */
    static Snapshot answered(ApplicationContext context, String... checks) {
        return tester(context)
                .await(snapshot -> Stream.of(checks)
                        .allMatch(name -> snapshot.check(name)
                                .flatMap(CheckSnapshot::lastRun)
                                .isPresent()));
    }

    static ProbeTester tester(ApplicationContext context) {
        return Testers.of(context.getBean(Probes.class));
    }
}
