package io.muster.health;

import static io.muster.lifecycle.HealthStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
    private static final CheckPolicy FAST =
            CheckPolicy.every(Duration.ofMillis(10)).maxAge(Duration.ofMinutes(1));

    private final HandClock clock = new HandClock();
    private final FakeView view = new FakeView();

    @Test
    void aMonitorThatNobodyRenewsIsNotReadyAndNotDead() {
        view.with("database", CheckPolicy.defaults(), true, context -> HealthResult.up());
        view.state(LifecycleState.RUNNING);
        HealthMonitor monitor = HealthMonitor.watch(view, new Liveness(clock), clock);
        assertThat(monitor.snapshot().readiness().passed()).isTrue();
        monitor.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("muster-orders-health")));
        clock.pass(Duration.ofMinutes(1));
        await().untilAsserted(() -> {
            assertThat(monitor.snapshot().readiness().status()).isEqualTo(UNKNOWN);
            assertThat(monitor.snapshot().check("database").orElseThrow().status())
                    .isEqualTo(UNKNOWN);
            assertThat(monitor.snapshot().liveness().passed()).isTrue();
            // made once, not for each probe
            assertThat(monitor.snapshot()).isSameAs(monitor.snapshot());
        });
    }

    @Test
    void theFirstReaderAfterAChangeOfStateSeesIt() {
        view.state(LifecycleState.RUNNING);
        HealthMonitor monitor = HealthMonitor.watch(view, new Liveness(clock), clock);
        assertThat(monitor.snapshot().readiness().passed()).isTrue();
        view.state(LifecycleState.DRAINING);
        assertThat(monitor.snapshot().readiness()).isEqualTo(Verdict.down("the service is DRAINING"));
        monitor.close();
    }

    @Test
    void whateverACheckThrowsIsAnAnswer() {
        assertThat(fallen(context -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo("BUG: StackOverflowError");
        assertThat(fallen(context -> {
                    throw new java.net.ConnectException("refused");
                }))
                .isEqualTo("UNAVAILABLE: ConnectException: refused");
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless check does
    void aNullIsABug() {
        assertThat(fallen(context -> null)).isEqualTo("BUG: the check returned null");
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless check does
    void aNullDetailIsABugAndTheCheckIsAskedAgain() {
        isAskedAgainAfter("BUG: NullPointerException: detail 'host'", () -> {
            var details = new HashMap<String, String>();
            details.put("host", null);
            return new HealthResult(HealthStatus.UP, "", details, Optional.empty());
        });
    }

    @Test
    void anExceptionThatCannotSayWhatItIsIsABugAndTheCheckIsAskedAgain() {
        isAskedAgainAfter("BUG: " + Speechless.class.getSimpleName(), () -> {
            throw new Speechless();
        });
    }

    /** It mends itself after its first answer. */
    private static void isAskedAgainAfter(String found, Supplier<HealthResult> first) {
        var runs = new AtomicInteger();
        var mended = new AtomicBoolean();
        var view = new FakeView().with("database", FAST, true, context -> {
            runs.incrementAndGet();
            return mended.get() ? HealthResult.up() : first.get();
        });
        view.state(LifecycleState.RUNNING);
        try (var monitor = HealthMonitor.watch(view)) {
            await().until(() -> !monitor.snapshot().readiness().passed());
            CheckSnapshot fallen = monitor.snapshot().check("database").orElseThrow();
            assertThat(fallen.failure().orElseThrow() + ": " + fallen.reason()).isEqualTo(found);
            mended.set(true);
            await().until(() -> monitor.snapshot().readiness().passed());
            assertThat(runs).hasValueGreaterThan(1);
        }
    }

    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @Test
    void aHungCheckCostsOneThreadAndIsAskedAgainWhenItReturns() {
        var release = new CountDownLatch(1);
        var runs = new AtomicInteger();
        var interrupted = new AtomicBoolean();
        view.with("database", FAST.timeout(Duration.ofMillis(50)), true, context -> {
            runs.incrementAndGet();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
            return HealthResult.up();
        });
        view.state(LifecycleState.RUNNING);
        try (var monitor = HealthMonitor.watch(view)) {
            await().until(() ->
                    monitor.snapshot().check("database").orElseThrow().history().size() > 3);
            CheckSnapshot hung = monitor.snapshot().check("database").orElseThrow();
            assertThat(hung.failure()).contains(Failure.TIMEOUT);
            assertThat(hung.stack().orElseThrow()).contains("CountDownLatch");
            assertThat(interrupted).isTrue();
            assertThat(runs).hasValue(1);
            release.countDown();
            await().until(() -> monitor.snapshot().readiness().passed());
            assertThat(monitor.snapshot().check("database").orElseThrow().stack())
                    .isEmpty();
        }
    }

    private static String fallen(HealthCheck check) {
        var view = new FakeView().with("database", FAST, true, check);
        view.state(LifecycleState.RUNNING);
        try (var monitor = HealthMonitor.watch(view)) {
            await().until(() -> !monitor.snapshot().readiness().passed());
            CheckSnapshot fallen = monitor.snapshot().check("database").orElseThrow();
            return fallen.failure().orElseThrow() + ": " + fallen.reason();
        }
    }
}
