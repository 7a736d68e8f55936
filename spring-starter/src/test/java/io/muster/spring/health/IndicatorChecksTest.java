package io.muster.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.CheckSnapshot;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class IndicatorChecksTest {
    private static final HealthIndicator UP = () -> Health.up().build();
    private static final HealthIndicator DOWN =
            () -> Health.down().withDetail("error", "gone").build();

    @Test
    void runsEveryIndicatorByItsPath() {
        var sources = new LinkedHashMap<String, HealthContributor>();
        sources.put("orders", UP);
        sources.put("billing", CompositeHealthContributor.fromMap(Map.of("primary", UP, "replica", DOWN)));
        Map<String, ReactiveHealthContributor> rates = Map.of("eur", (ReactiveHealthIndicator)
                () -> Mono.just(Health.up().withDetail("rate", 1.1).build()));
        Contexts.withHealth()
                .withBean(
                        "dbHealthContributor",
                        HealthContributor.class,
                        () -> CompositeHealthContributor.fromMap(sources))
                .withBean(
                        "mailHealthIndicator",
                        ReactiveHealthIndicator.class,
                        () -> () -> Mono.just(Health.up().build()))
                .withBean(
                        "ratesHealthContributor",
                        ReactiveHealthContributor.class,
                        () -> CompositeReactiveHealthContributor.fromMap(rates))
                .run(context -> {
                    Snapshot snapshot = Contexts.answered(
                            context,
                            "ping",
                            "db/orders",
                            "db/billing/primary",
                            "db/billing/replica",
                            "mail",
                            "rates/eur");
                    assertThat(snapshot.checks())
                            .extracting(CheckSnapshot::name)
                            .filteredOn(name -> !name.equals("spring-application"))
                            .containsExactlyInAnyOrder(
                                    "ping",
                                    "db/orders",
                                    "db/billing/primary",
                                    "db/billing/replica",
                                    "mail",
                                    "rates/eur");
                    assertThat(snapshot.check("rates/eur").orElseThrow().details())
                            .containsEntry("rate", "1.1");
                    assertThat(snapshot.check("db/billing/replica")
                                    .orElseThrow()
                                    .status())
                            .isEqualTo(HealthStatus.DOWN);
                    assertThat(Contexts.tester(context)
                                    .get("/readyz/db/billing/replica")
                                    .status())
                            .isEqualTo(503);
                    assertThat(Contexts.tester(context).get("/readyz/db/orders").status())
                            .isEqualTo(200);
                });
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "db, 503", "db/orders, 503", "'mail,db', 503", "'*', 503", "mail, 200", "d, 200"})
    void drivesReadinessOnlyIfConfigured(String readiness, int status) {
        Contexts.withHealth()
                .withPropertyValues("muster.health.indicators.readiness=" + readiness)
                .withBean("mailHealthIndicator", HealthIndicator.class, () -> UP)
                .withBean(
                        "dbHealthContributor",
                        HealthContributor.class,
                        () -> CompositeHealthContributor.fromMap(Map.of("orders", DOWN)))
                .run(context -> {
                    Contexts.answered(context, "mail", "db/orders");
                    assertThat(Contexts.tester(context).get("/readyz").status()).isEqualTo(status);
                });
    }

    @Test
    void leavesOutWhatIsExcludedOrIsItsOwn() {
        Contexts.withHealth()
                .withPropertyValues("muster.health.indicators.exclude=mail,db")
                .withBean("mailHealthIndicator", HealthIndicator.class, () -> UP)
                .withBean(
                        "dbHealthContributor",
                        HealthContributor.class,
                        () -> CompositeHealthContributor.fromMap(Map.of("orders", DOWN)))
                .withBean("cacheHealthIndicator", HealthIndicator.class, () -> UP)
                .run(context -> assertThat(Contexts.answered(context, "cache").checks())
                        .extracting(CheckSnapshot::name)
                        .contains("cache")
                        .doesNotContain("mail", "db/orders", "livenessState", "readinessState", "musterLiveness")
                        .noneMatch(name -> name.startsWith("muster")));
    }

    @Test
    void runsNoneWhenSwitchedOff() {
        Contexts.withHealth()
                .withPropertyValues("muster.health.indicators.enabled=false")
                .withBean("mailHealthIndicator", HealthIndicator.class, () -> UP)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(IndicatorChecks.class)
                        .hasBean("musterHealthContributor"));
    }

    @Test
    void givesWayToACheckOfTheSameName(CapturedOutput output) {
        Contexts.withHealth()
                .withBean(
                        "redis",
                        HealthCheck.class,
                        () -> context -> HealthResult.up().with("by", "muster"))
                .withBean("redisHealthIndicator", HealthIndicator.class, () -> DOWN)
                .run(context -> assertThat(Contexts.answered(context, "redis")
                                .check("redis")
                                .orElseThrow()
                                .details())
                        .containsEntry("by", "muster"));
        assertThat(output).contains("indicator 'redis' is not run");
    }

    @Test
    void endsOneThatHangsByItsOwnTimeout() {
        var release = new CountDownLatch(1);
        Contexts.withHealth()
                .withPropertyValues(
                        "muster.health.indicators.policies.mail.timeout=200ms",
                        "muster.health.indicators.readiness=mail")
                .withBean("mailHealthIndicator", HealthIndicator.class, () -> () -> {
                    boolean waiting = true;
                    while (waiting) {
                        try {
                            release.await();
                            waiting = false;
                        } catch (InterruptedException e) {
                            // as a driver that ignores it
                        }
                    }
                    return Health.up().build();
                })
                .run(context -> {
                    Snapshot snapshot = Contexts.tester(context)
                            .await(each -> each.check("mail")
                                    .filter(mail -> mail.status() == HealthStatus.DOWN)
                                    .isPresent());
                    CheckSnapshot mail = snapshot.check("mail").orElseThrow();
                    assertThat(mail.reason()).contains("limit 200 ms");
                    assertThat(mail.stack()).isPresent();
                    assertThat(snapshot.readiness().passed()).isFalse();
                    release.countDown();
                });
    }

    @Test
    void takesWhatItThrowsForDownWithoutItsSecrets() {
        Contexts.withHealth()
                .withBean("dbHealthIndicator", HealthIndicator.class, () -> () -> {
                    throw new IllegalStateException(
                            "jdbc:postgresql://db/orders?user=o&password=hunter2hunter2 failed");
                })
                .withBean(
                        "ratesHealthIndicator",
                        ReactiveHealthIndicator.class,
                        () -> () -> Mono.error(new AssertionError("redis://:hunter2hunter2@cache failed")))
                .run(context -> {
                    Snapshot snapshot = Contexts.answered(context, "db", "rates");
                    assertThat(snapshot.check("db").orElseThrow().status()).isEqualTo(HealthStatus.DOWN);
                    assertThat(snapshot.check("rates").orElseThrow().status()).isEqualTo(HealthStatus.DOWN);
                    assertThat(snapshot.toString()).doesNotContain("hunter2");
                });
    }

    @Test
    void needsMoreFailuresWhereThePolicySaysSo() {
        var asked = new AtomicInteger();
        Contexts.withHealth()
                .withPropertyValues(
                        "muster.health.indicators.policies.mail.interval=100ms",
                        "muster.health.indicators.policies.mail.fall=3")
                .withBean("mailHealthIndicator", HealthIndicator.class, () -> () -> {
                    boolean first = asked.getAndIncrement() == 0;
                    return first ? Health.up().build() : Health.down().build();
                })
                .run(context -> {
                    Contexts.tester(context)
                            .await(each -> each.check("mail")
                                    .filter(mail -> mail.status() == HealthStatus.DOWN)
                                    .isPresent());
                    assertThat(asked).hasValueGreaterThanOrEqualTo(4);
                });
    }
}
