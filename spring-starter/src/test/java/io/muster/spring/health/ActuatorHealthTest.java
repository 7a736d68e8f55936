package io.muster.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Liveness;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

class ActuatorHealthTest {
    private final AtomicInteger asked = new AtomicInteger();

    private final HealthCheck catalog = context -> {
        asked.incrementAndGet();
        return HealthResult.up().with("rows", 7);
    };

    @Test
    void showsEachCheckByItsName() {
        Contexts.withHealth()
                .withBean("catalog", HealthCheck.class, () -> catalog)
                .run(context -> {
                    HealthDescriptor shown =
                            context.getBean(HealthEndpoint.class).healthForPath("muster", "catalog");
                    assertThat(shown).isInstanceOfSatisfying(IndicatedHealthDescriptor.class, check -> {
                        assertThat(check.getStatus()).isEqualTo(Status.UP);
                        assertThat(check.getDetails()).containsEntry("rows", "7");
                    });
                    assertThat(context.getBean(HealthEndpoint.class).healthForPath("muster", "nothing"))
                            .isNull();
                    assertThat(context.getBean(HealthEndpoint.class).healthForPath("muster", "lifecycle"))
                            .isInstanceOfSatisfying(
                                    IndicatedHealthDescriptor.class,
                                    lifecycle ->
                                            assertThat(lifecycle.getDetails()).containsEntry("state", "RUNNING"));
                });
    }

    @Test
    void showsNoSecretInWhateverTypeItStands() {
        record Pool(String url) {}
        String secret = "redis://:hunter2hunter2@cache/0";
        Contexts.withHealth()
                .withPropertyValues("management.endpoint.health.show-details=always")
                .withBean(
                        "cacheHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.status(new Status("UP", "of " + secret))
                                .withDetail("uri", URI.create(secret))
                                .withDetail("uris", new URI[] {URI.create(secret)})
                                .withDetail("pool", new Pool(secret))
                                .withDetail("of " + secret, true)
                                .withDetail("pools", Map.of(secret, List.of(new Pool(secret))))
                                .withDetail("size", 7)
                                .build())
                .run(context -> {
                    Contexts.answered(context, "cache");
                    var shown = (IndicatedHealthDescriptor)
                            context.getBean(HealthEndpoint.class).healthForPath("cache");
                    assertThat(shown.getDetails())
                            .containsEntry("uri", "redis://:***@cache/0")
                            .containsEntry("uris", List.of("redis://:***@cache/0"))
                            .containsEntry("pool", "Pool[url=redis://:***@cache/0]")
                            .containsEntry("of redis://:***@cache/0", true)
                            .containsEntry("size", 7);
                    assertThat(shown.getDetails().toString()).doesNotContain("hunter2");
                    assertThat(shown.getStatus().getDescription()).isEqualTo("of redis://:***@cache/0");
                });
    }

    @Test
    void aGroupOfWhichPropertiesNameNoMembersKeepsThoseOfTheProbe() {
        Contexts.withHealth()
                .withPropertyValues(
                        "management.endpoint.health.group.liveness.show-details=always",
                        "management.endpoint.health.group.readiness.additional-path=server:/ready")
                .withBean(
                        "mailHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.down().build())
                .run(context -> {
                    Contexts.answered(context, "mail");
                    var health = context.getBean(HealthEndpoint.class);
                    assertThat(health.healthForPath("liveness", "mail")).isNull();
                    assertThat(health.healthForPath("readiness", "mail")).isNull();
                    assertThat(health.healthForPath("liveness", "livenessState"))
                            .isNotNull();
                    assertThat(health.healthForPath("readiness", "muster", "lifecycle"))
                            .isNotNull();
                });
        Contexts.withHealth()
                .withPropertyValues("management.endpoint.health.group.liveness.include=*")
                .withBean(
                        "mailHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.down().build())
                .run(context -> {
                    Contexts.answered(context, "mail");
                    assertThat(status(context, "liveness", "mail")).isEqualTo(Status.DOWN);
                });
    }

    @Test
    void readsOnlyAndRunsNothing() {
        Contexts.withHealth()
                .withBean(
                        "catalog",
                        Component.class,
                        () -> Component.check("catalog", catalog).policy(CheckPolicy.every(Duration.ofHours(1))))
                .run(context -> {
                    int before = asked.get();
                    for (int i = 0; i < 50; i++) {
                        context.getBean(HealthEndpoint.class).health();
                        context.getBean(HealthEndpoint.class).healthForPath("readiness");
                    }
                    assertThat(asked).hasValueBetween(before, before + 1);
                });
    }

    @Test
    void isPartOfReadinessAndNotOfLiveness() {
        Contexts.withHealth()
                .withBean("catalog", HealthCheck.class, () -> catalog)
                .run(context -> {
                    assertThat(status(context, "readiness", "muster", "catalog"))
                            .isEqualTo(Status.UP);
                    Contexts.tester(context).report("catalog", HealthResult.down(Failure.UNAVAILABLE, "gone"));
                    assertThat(status(context, "readiness")).isEqualTo(Status.DOWN);
                    assertThat(status(context, "readiness", "muster", "catalog"))
                            .isEqualTo(Status.DOWN);
                    assertThat(context.getBean(HealthEndpoint.class).healthForPath("liveness", "muster"))
                            .isNull();
                });
    }

    @Test
    void leavesAsideAnOutageThatOnlyDegrades() {
        Contexts.withHealth()
                .withBean(
                        "catalog",
                        Component.class,
                        () -> Component.check("catalog", catalog).optional())
                .run(context -> {
                    Contexts.tester(context).report("catalog", HealthResult.down(Failure.UNAVAILABLE, "gone"));
                    assertThat(status(context, "readiness", "muster", "catalog"))
                            .isEqualTo(new Status("DEGRADED"));
                    assertThat(status(context, "muster")).isEqualTo(Status.UP);
                });
    }

    @Test
    void livenessFollowsTheSignsOfLife() {
        var liveness = new Liveness();
        Contexts.withHealth().withBean(Liveness.class, () -> liveness).run(context -> {
            assertThat(status(context, "musterLiveness")).isEqualTo(Status.UP);
            liveness.declareBroken("the index is corrupt");
            Contexts.tester(context).await(snapshot -> !snapshot.liveness().passed());
            assertThat(status(context, "liveness")).isEqualTo(Status.DOWN);
        });
    }

    @Test
    void showsAnIndicatorThatDrivesReadinessOutOfTheSnapshot() {
        var calls = new AtomicInteger();
        Contexts.withHealth()
                .withPropertyValues("muster.health.indicators.readiness=db")
                .withBean("dbHealthIndicator", HealthIndicator.class, () -> () -> {
                    calls.incrementAndGet();
                    return Health.down().withDetail("error", "gone").build();
                })
                .withBean(
                        "mailHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.down().build())
                .run(context -> {
                    Contexts.answered(context, "db", "mail");
                    int before = calls.get();
                    assertThat(status(context, "readiness")).isEqualTo(Status.DOWN);
                    assertThat(status(context, "readiness", "db")).isEqualTo(Status.DOWN);
                    assertThat(context.getBean(HealthEndpoint.class).healthForPath("readiness", "mail"))
                            .isNull();
                    assertThat(calls).hasValue(before);
                    assertThat(((CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
                                            .healthForPath("muster"))
                                    .getComponents())
                            .containsKey("lifecycle")
                            .doesNotContainKeys("db", "mail");
                });
    }

    @Test
    void answersForEveryIndicatorOutOfTheSnapshotWithoutSecrets() {
        var calls = new AtomicInteger();
        Contexts.withHealth()
                .withPropertyValues("muster.health.indicators.exclude=live")
                .withBean("dbHealthIndicator", HealthIndicator.class, () -> () -> {
                    calls.incrementAndGet();
                    return Health.status("WARNING")
                            .withDetail("url", "jdbc:postgresql://o:hunter2hunter2@db/orders")
                            .withDetail("pool", Map.of("size", 3, "hosts", List.of("redis://o:hunter2hunter2@a")))
                            .build();
                })
                .withBean("ratesHealthIndicator", HealthIndicator.class, () -> () -> {
                    throw new IllegalStateException("password=hunter2hunter2");
                })
                .withBean("liveHealthIndicator", HealthIndicator.class, () -> () -> {
                    calls.addAndGet(100);
                    return Health.up().build();
                })
                .run(context -> {
                    Contexts.answered(context, "db", "rates");
                    int before = calls.get();
                    var db = (IndicatedHealthDescriptor)
                            context.getBean(HealthEndpoint.class).healthForPath("db");
                    assertThat(db.getStatus()).isEqualTo(new Status("WARNING"));
                    assertThat(db.getDetails()).containsEntry("url", "jdbc:postgresql://o:***@db/orders");
                    assertThat(db.getDetails().get("pool"))
                            .asString()
                            .contains("size=3", "hosts=[redis://o:***@a]")
                            .doesNotContain("hunter2");
                    assertThat(status(context, "rates")).isEqualTo(Status.DOWN);
                    assertThat(((IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
                                            .healthForPath("rates"))
                                    .getDetails())
                            .asString()
                            .doesNotContain("hunter2");
                    assertThat(calls).hasValue(before);
                    assertThat(status(context, "live")).isEqualTo(Status.UP);
                    assertThat(calls).hasValue(before + 100);
                });
    }

    @Test
    void isAMemberThatBootKnowsWhenItValidatesGroups() {
        Contexts.withHealth()
                .withPropertyValues("management.endpoint.health.group.mine.include=muster/catalog,muster/lifecycle")
                .withBean("catalog", HealthCheck.class, () -> catalog)
                .run(context -> assertThat(status(context, "mine")).isEqualTo(Status.UP));
    }

    @Test
    void leavesGroupsAloneThatTheApplicationDoesNotHave() {
        Contexts.withHealth()
                .withPropertyValues("management.endpoint.health.probes.enabled=false")
                .run(context -> assertThat(
                                context.getBean(HealthEndpointGroups.class).getNames())
                        .isEmpty());
    }

    @Test
    void isSwitchedOffAsBootsOwnIndicatorsAre() {
        Contexts.withHealth()
                .withPropertyValues("management.health.muster.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(IndicatorChecks.class)
                        .doesNotHaveBean("musterHealthContributor")
                        .doesNotHaveBean("musterLivenessHealthIndicator")
                        .doesNotHaveBean("musterHealthEndpointGroups"));
    }

    @Test
    void carriesIndicatorsInWithoutActuator() {
        Contexts.withoutActuator()
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .withBean(
                        "mailHealthIndicator",
                        HealthIndicator.class,
                        () -> () -> Health.up().build())
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(HealthEndpoint.class);
                    assertThat(Contexts.answered(context, "mail").check("mail")).isPresent();
                });
    }

    @Test
    void isNotThereWithoutBootsHealth() {
        Contexts.withoutHealth()
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.health", "org.springframework.boot.actuate"))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(MusterHealthAutoConfiguration.class));
    }

    private static Status status(ApplicationContext context, String... path) {
        return context.getBean(HealthEndpoint.class).healthForPath(path).getStatus();
    }
}
