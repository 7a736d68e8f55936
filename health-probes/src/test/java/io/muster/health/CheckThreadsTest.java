package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckThreadsTest {
    private static final int CHECKS = 10_000;
    private static final int HUNG = 20;
    private static final CheckPolicy POLICY = CheckPolicy.defaults().maxAge(Duration.ofHours(1));

    private final HandClock clock = new HandClock();
    private final FakeView view = new FakeView();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    /** Time passes only while every thread hangs or nothing is left to do, so that slow machines count as fast ones. */
    @Test
    void tenThousandChecksRunFromEightThreadsAndOneForEachHungOne() {
        for (int i = 0; i < CHECKS; i++) {
            add("check" + i, i % (CHECKS / HUNG) == 0);
        }
        view.state(LifecycleState.RUNNING);
        try (var monitor = HealthMonitor.watch(view, new Liveness(clock), clock)) {
            clock.pass(Duration.ofSeconds(10));
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                if (asked.size() < CHECKS && hanging.get() == threads.size()) {
                    clock.pass(Duration.ofMillis(101));
                }
                return asked.size() == CHECKS && hanging.get() == HUNG;
            });
            assertThat(threads.size()).isBetween(HUNG, CheckThreads.SIZE + HUNG);

            clock.pass(Duration.ofSeconds(3));
            await().atMost(Duration.ofMinutes(1)).until(() -> down(monitor) == HUNG);
            assertThat(monitor.snapshot().rootCause().roots()).hasSize(HUNG);

            release.countDown();
            await().atMost(Duration.ofMinutes(1)).until(() -> alive() <= CheckThreads.SIZE);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> alive() == 0);
    }

    private void add(String name, boolean hangs) {
        view.with(name, POLICY, false, context -> {
            threads.add(Thread.currentThread());
            asked.add(name);
            if (hangs) {
                hanging.incrementAndGet();
                while (release.getCount() > 0) {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        // as stubborn as a driver
                    }
                }
            }
            return HealthResult.up();
        });
    }

    private static long down(HealthMonitor monitor) {
        return monitor.snapshot().checks().stream()
                .filter(check -> check.status() == HealthStatus.DOWN)
                .count();
    }

    private long alive() {
        return threads.stream().filter(Thread::isAlive).count();
    }
}
