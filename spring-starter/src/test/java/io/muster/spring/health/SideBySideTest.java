package io.muster.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.spring.probes.Asked;
import io.muster.spring.probes.Probes;
import io.muster.spring.test.Testers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** The same application on Boot alone, and with the starter; each test prints a row of {@code docs/spring-boot.md}. */
class SideBySideTest {
    private static final int CALLERS = 20;

    @Test
    void checksInTurnAgainstChecksBeforehand() throws Exception {
        HealthIndicator slow = () -> {
            pause(200);
            return Health.up().build();
        };
        List<HealthIndicator> ten = List.of(slow, slow, slow, slow, slow, slow, slow, slow, slow, slow);

        long alone;
        try (var plain = run(false, ten)) {
            alone = millis(plain);
        }
        long with;
        try (var starter = run(true, ten)) {
            with = millis(starter);
        }
        row("ten checks of 200 ms: one readiness probe takes", alone + " ms", with + " ms");

        assertThat(alone).isGreaterThanOrEqualTo(2_000);
        assertThat(with).isLessThan(alone / 2);
    }

    @Test
    void callersBlockedByAHungCheckAgainstNone() throws Exception {
        int alone = blocked(false);
        int with = blocked(true);
        row(CALLERS + " probes at once while one check hangs: threads that hang in it", "" + alone, "" + with);

        assertThat(alone).isEqualTo(CALLERS);
        assertThat(with).isEqualTo(1);
    }

    @Test
    void leakedExceptionTextAgainstNone() throws Exception {
        HealthIndicator leaking = () -> Health.down(new IllegalStateException(
                        "cannot open jdbc:postgresql://db/orders?user=orders&password=hunter2hunter2"))
                .build();
        String alone;
        try (var plain = run(false, List.of(leaking))) {
            alone = Asked.at(port(plain), "/actuator/health").body();
        }
        String with;
        try (var starter = run(true, List.of(leaking))) {
            with = Asked.at(port(starter), "/actuator/health").body();
            with += Asked.at(port(starter), "/actuator/health/readiness").body();
        }
        row(
                "the password in a check's exception is shown",
                "" + alone.contains("hunter2"),
                "" + with.contains("hunter2"));

        assertThat(alone).contains("hunter2");
        assertThat(with).contains("password=***").doesNotContain("hunter2");
    }

    @Test
    void anEndpointThatACheckBreaksAgainstOneCheckThatIsDown() throws Exception {
        HealthIndicator throwing = () -> {
            throw new IllegalStateException("a bug in a check");
        };
        int alone;
        try (var plain = run(false, List.of(throwing, () -> Health.up().build()))) {
            alone = Asked.at(port(plain), "/actuator/health").status();
        }
        Asked with;
        try (var starter = run(true, List.of(throwing, () -> Health.up().build()))) {
            with = Asked.at(port(starter), "/actuator/health");
        }
        row("a check throws: the status of /actuator/health", "" + alone, "" + with.status());

        assertThat(alone).isEqualTo(500);
        assertThat(with.status()).isEqualTo(503);
        assertThat(with.body()).contains("\"check1\":{\"status\":\"UP\"}");
    }

    private static int blocked(boolean enabled) throws Exception {
        var inside = new AtomicInteger();
        var release = new CountDownLatch(1);
        HealthIndicator hung = () -> {
            inside.incrementAndGet();
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
        };
        var callers = Executors.newFixedThreadPool(CALLERS);
        try (var context = run(enabled, List.of(hung))) {
            int port = port(context);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> readiness(port), callers));
            }
            if (enabled) {
                answers.forEach(answer -> assertThat(answer.join()).isEqualTo(503));
            } else {
                await().atMost(Duration.ofSeconds(50)).until(() -> inside.get() == CALLERS);
                assertThat(answers).noneMatch(CompletableFuture::isDone);
            }
            int hanging = inside.get();
            release.countDown();
            return hanging;
        } finally {
            release.countDown();
            callers.shutdown();
        }
    }

    private static int readiness(int port) {
        try {
            return Asked.at(port, "/actuator/health/readiness").status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millis(ConfigurableApplicationContext context) throws Exception {
        int port = port(context);
        Asked.at(port, "/actuator/health/liveness");
        long before = System.nanoTime();
        assertThat(Asked.at(port, "/actuator/health/readiness").status()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    }

    /** Every check is part of readiness: by Boot's own means there, by ours here. */
    private static ConfigurableApplicationContext run(boolean enabled, List<HealthIndicator> checks) {
        List<String> names = new ArrayList<>();
        var application = new SpringApplicationBuilder(Shop.class).initializers(context -> {
            for (int i = 0; i < checks.size(); i++) {
                HealthIndicator check = checks.get(i);
                ((GenericApplicationContext) context)
                        .registerBean("check" + i + "HealthIndicator", HealthIndicator.class, () -> check);
            }
        });
        for (int i = 0; i < checks.size(); i++) {
            names.add("check" + i);
        }
        String all = String.join(",", names);
        var context = application.run(
                "--server.port=0",
                "--muster.probes.port=-1",
                "--muster.drain-delay=0",
                "--muster.enabled=" + enabled,
                "--management.endpoint.health.show-details=always",
                enabled
                        ? "--muster.health.indicators.readiness=" + all
                        : "--management.endpoint.health.group.readiness.include=readinessState," + all);
        if (enabled) {
            Testers.of(context.getBean(Probes.class))
                    .await(snapshot -> names.stream()
                            .allMatch(name -> snapshot.check(name)
                                    .filter(check -> check.lastRun().isPresent())
                                    .isPresent()));
        }
        return context;
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static void row(String what, String alone, String with) {
        System.out.println("| " + what + " | " + alone + " | " + with + " |");
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}
}
