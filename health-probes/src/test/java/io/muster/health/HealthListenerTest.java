package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthListenerTest {
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");

    private final FakeView view = new FakeView();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HealthMonitor monitor = HealthMonitor.watch(view);

    @BeforeEach
    void run() {
        monitor.close();
        view.with("openai", CheckPolicy.defaults(), true, BoardRig.CHECK);
        view.state(LifecycleState.RUNNING);
        monitor = HealthMonitor.watch(view);
        await().until(() -> monitor.snapshot().readiness().passed());
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void eachChangeIsHeardOnceInOrderOnTheMonitorsThreadAndShowsAlready() {
        monitor.listen(new Noting());
        monitor.report("openai", GONE);
        await().until(() -> heard.size() == 2);
        monitor.report("openai", HealthResult.up());
        await().until(() -> heard.size() == 4);
        assertThat(heard)
                .containsExactly(
                        "openai UP>DOWN, shown DOWN", "ready: false", "openai DOWN>UP, shown UP", "ready: true");
    }

    @Test
    void aListenerThatThrowsIsHarmlessAndGoesOnBeingTold() {
        monitor.listen(new HealthListener() {
            @Override
            public void checkChanged(CheckSnapshot before, CheckSnapshot now) {
                heard.add("threw");
                throw new AssertionError("thrown by a listener");
            }
        });
        monitor.listen(new Noting());
        monitor.report("openai", GONE);
        await().until(() -> heard.size() == 3);
        monitor.report("openai", HealthResult.up());
        await().until(() -> heard.size() == 6);
        assertThat(heard).filteredOn("threw"::equals).hasSize(2);
    }

    @Test
    void aListenerThatHangsHoldsUpNeitherChecksNorProbes() {
        var release = new CountDownLatch(1);
        monitor.listen(new HealthListener() {
            @Override
            public void checkChanged(CheckSnapshot before, CheckSnapshot now) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        monitor.report("openai", GONE);
        await().until(() -> !monitor.snapshot().readiness().passed());
        monitor.report("openai", HealthResult.up());
        await().until(() -> monitor.snapshot().readiness().passed());
        release.countDown();
    }

    @Test
    void aListenerThatIsRemovedHearsNoMore() throws Exception {
        monitor.listen(new Noting()).close();
        monitor.report("openai", GONE);
        await().until(() -> !monitor.snapshot().readiness().passed());
        assertThat(heard).isEmpty();
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.report("opnai", HealthResult.up()))
                .withMessageContaining("check 'opnai' does not exist");
    }

    @Test
    void aComponentWithoutACheckMayBeReportedAndNothingComesOfIt() {
        var running = new FakeView();
        running.with("orders", CheckPolicy.defaults(), true, Optional.empty(), Optional.empty());
        running.state(LifecycleState.RUNNING);
        try (var watching = HealthMonitor.watch(running)) {
            watching.report("orders", GONE);
            watching.report("orders", new IllegalStateException("ignored"));
            assertThat(watching.snapshot().readiness()).isEqualTo(Verdict.UP);
        }
    }

    @Test
    void aComponentThatWasAddedAMomentAgoCanBeReported() {
        view.state(LifecycleState.STARTING);
        var starting = new FakeView();
        try (var early = HealthMonitor.watch(starting)) {
            starting.with("late", CheckPolicy.defaults(), true, BoardRig.CHECK);
            early.report("late", new IllegalStateException("ignored"));
            starting.state(LifecycleState.RUNNING);
            assertThat(early.snapshot().readiness().passed()).isTrue();
        }
    }

    private final class Noting implements HealthListener {
        @Override
        public void checkChanged(CheckSnapshot before, CheckSnapshot now) {
            assertThat(Thread.currentThread().getName()).isEqualTo("muster-orders-health-events");
            var shown = monitor.snapshot().check(now.name()).orElseThrow().status();
            heard.add(now.name() + " " + before.status() + ">" + now.status() + ", shown " + shown);
        }

        @Override
        public void readinessChanged(Verdict before, Snapshot now) {
            assertThat(before.passed()).isNotEqualTo(now.readiness().passed());
            heard.add("ready: " + now.readiness().passed());
        }
    }
}
