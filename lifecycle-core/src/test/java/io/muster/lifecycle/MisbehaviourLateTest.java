package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start that returns in the very moment in which the service ends: its value must not be left running. */
@Timeout(30)
class MisbehaviourLateTest {
    /** A clock that stands still, and at which the engine can be held. */
    private static final class HeldClock implements TimeSource {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile @Nullable Thread holds;
        private volatile long nanos;

        @Override
        public long nanos() {
            if (Thread.currentThread() == holds) {
                held.countDown();
                Uninterrupted.await(() -> {
                    released.await();
                    return true;
                });
            }
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    @Test
    void aValueThatComesBetweenTheDeadlineAndTheEndIsStopped() throws Exception {
        var clock = new HeldClock();
        var entered = new CountDownLatch(1);
        var returns = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var threads = new Thread[1];
        var app = LifecycleManager.named("late");
        var handle = app.add(component("stubborn", () -> {
                    threads[0] = Thread.currentThread();
                    entered.countDown();
                    Uninterrupted.await(() -> {
                        returns.await();
                        return true;
                    });
                    return "value";
                })
                .stop(value -> stopped.countDown()));
        Plan plan = Planner.plan(List.of(handle.component()), List.of(), Duration.ofSeconds(1));
        var budgets = new Budgets(
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
        var shell = new Shell(
                app,
                plan,
                budgets,
                List.of(handle),
                List.of(),
                new Bulletin("late", new Redactor()),
                List.of(),
                clock,
                budget -> {});
        shell.begin();
        entered.await();
        shell.post(new Event.Stop("enough"));
        Thread engine = engineWaitingForTheDeadline(shell);

        clock.holds = engine;
        clock.held.await();
        returns.countDown();
        threads[0].join();
        clock.nanos = Duration.ofSeconds(5).toNanos();
        clock.holds = null;
        clock.released.countDown();

        stopped.await();
        assertThat(shell.awaitStartup().components().get(0).outcome()).isEqualTo(Outcome.HUNG);
        assertThat(shell.state()).isEqualTo(LifecycleState.STOPPED);
    }

    /** The engine's thread, once it has cancelled the start and has nothing more to do. */
    private static Thread engineWaitingForTheDeadline(Shell shell) {
        while (true) {
            if (shell.state() == LifecycleState.STOPPING) {
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    if (thread.getName().equals("muster-late-engine")
                            && thread.getState() == Thread.State.TIMED_WAITING) {
                        return thread;
                    }
                }
            }
            Thread.onSpinWait();
        }
    }
}
