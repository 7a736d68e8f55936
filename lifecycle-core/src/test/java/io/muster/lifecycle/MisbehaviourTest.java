package io.muster.lifecycle;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code of components and attachments that does what it should not, on real threads. */
@Timeout(30)
class MisbehaviourTest {
    private final LifecycleManager app = LifecycleManager.named("misbehaving");
    private final List<String> events = new CopyOnWriteArrayList<>();

    private Component<String> wellBehaved() {
        return component("database", () -> "pool").stop(value -> events.add("stop " + value));
    }

    private StartupReport failedStart() {
        return catchThrowableOfType(StartupFailedException.class, app::start).report();
    }

    private static void ignoreInterruptsUntil(CountDownLatch released) {
        Uninterrupted.await(() -> {
            released.await();
            return true;
        });
    }

    @Test
    void aStartThatThrowsAnErrorIsABugAndWhatStartedIsStopped() {
        app.add(wellBehaved());
        app.add(task("orders", context -> {
                    throw new StackOverflowError("too deep");
                })
                .dependsOn("database"));

        StartupReport report = failedStart();

        assertThat(report.exitCode()).isEqualTo(70);
        assertThat(report.errors()).extracting(Finding::message).containsExactly("StackOverflowError: too deep");
        assertThat(events).containsExactly("stop pool");
    }

    @Test
    void aStartThatReturnsNullIsABug() {
        app.add(component("orders", () -> (String) null));

        assertThat(failedStart().errors()).extracting(Finding::message).containsExactly("its start returned null");
    }

    @Test
    void aCheckThatReturnsNullIsABug() {
        app.add(check("openai", context -> null));

        assertThat(failedStart().errors()).extracting(Finding::message).containsExactly("its check returned null");
    }

    @Test
    void aCheckThatIsNullIsABug() {
        app.add(wellBehaved().check(pool -> null));

        assertThat(failedStart().errors()).extracting(Finding::message).containsExactly("its check is null");
        assertThat(events).as("it had started").containsExactly("stop pool");
    }

    @Test
    void aStartThatIgnoresInterruptsIsAbandonedWithItsStackAndStoppedOnceItReturns() throws Exception {
        var released = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        app.add(component("stubborn", () -> {
                    ignoreInterruptsUntil(released);
                    return "late";
                })
                .startTimeout(Duration.ofSeconds(1))
                .stop(value -> stopped.countDown()));

        StartupReport report = failedStart();

        assertThat(app.view().state()).isEqualTo(LifecycleState.FAILED);
        assertThat(report.components().get(0).outcome()).isEqualTo(Outcome.HUNG);
        assertThat(report.components().get(0).stack())
                .hasValueSatisfying(stack -> assertThat(stack)
                        .contains("muster-misbehaving-stubborn-start")
                        .contains("ignoreInterruptsUntil"));
        released.countDown();
        stopped.await();
    }

    @Test
    void aStopThatThrowsAnErrorIsReportedAndTheRestStops() {
        app.add(wellBehaved());
        app.add(component("orders", () -> "orders").dependsOn("database").stop(value -> {
            throw new NoClassDefFoundError("gone");
        }));
        app.start();

        ShutdownReport report = app.stop("done");

        assertThat(events).containsExactly("stop pool");
        assertThat(report.clean()).isFalse();
        assertThat(report.components().get(1).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("NoClassDefFoundError: gone"));
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void aDrainThatHangsIsAbandonedAtTheLimitAndTheStopStillRuns() {
        var never = new CountDownLatch(1);
        app.inFlightLimit(Duration.ofMillis(50)).drainDelay(Duration.ZERO);
        app.add(wellBehaved().drain(pool -> ignoreInterruptsUntil(never)));
        app.start();

        ShutdownReport report = app.stop("done");
        never.countDown();

        assertThat(events).containsExactly("stop pool");
        assertThat(report.components().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).isEqualTo("did not drain within 50 ms"));
    }

    @Test
    void anAttachmentThatDoesNotOpenEndsTheStartWithNothingOpened() {
        app.attach(view -> {
            throw new FailureException(Failure.CONFIGURATION, "port 8081 is taken");
        });
        app.add(wellBehaved());

        StartupReport report = failedStart();

        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.components().get(0).attempts()).isZero();
        assertThat(report.toText()).contains("port 8081 is taken");
    }

    @Test
    void anAttachmentThatReturnsNullIsABug() {
        app.attach(view -> null);

        assertThat(failedStart().errors())
                .extracting(Finding::message)
                .containsExactly("the attachment's open returned null");
    }

    @Test
    void anAttachmentThatDoesNotCloseHoldsNothingUp() {
        app.attach(view -> () -> {
            throw new IllegalStateException("cannot close");
        });
        app.add(wellBehaved());
        app.start();

        ShutdownReport report = app.stop("done");

        assertThat(events).containsExactly("stop pool");
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
        assertThat(report.clean()).isFalse();
        assertThat(report.components()).hasSize(2);
        assertThat(report.components().get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.components().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("cannot close"));
    }

    @Test
    void anAttachmentThatHangsAsItOpensIsNamedWithItsStack() {
        var never = new CountDownLatch(1);
        app.startBudget(Duration.ofSeconds(1));
        app.attach(view -> {
            ignoreInterruptsUntil(never);
            return () -> {};
        });
        app.add(wellBehaved());

        StartupReport report = failedStart();
        never.countDown();

        assertThat(report.findings().get(0).subject()).isEqualTo("attachment");
        assertThat(report.findings().get(0).fix()).contains("ignoreInterruptsUntil");
        assertThat(report.toText()).contains("ignoreInterruptsUntil");
        assertThat(events).isEmpty();
    }

    @Test
    void anAttachmentThatHangsAsItClosesIsAbandonedAndReportedWithItsStack() {
        var never = new CountDownLatch(1);
        app.stopBudget(Duration.ofSeconds(2)).drainDelay(Duration.ZERO).inFlightLimit(Duration.ZERO);
        app.attach(view -> () -> ignoreInterruptsUntil(never));
        app.add(wellBehaved());
        app.start();

        ShutdownReport report = app.stop("done");
        never.countDown();

        assertThat(events).containsExactly("stop pool");
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
        assertThat(report.clean()).isFalse();
        assertThat(report.components().get(0).outcome()).isEqualTo(Outcome.HUNG);
        assertThat(report.components().get(0).stack())
                .hasValueSatisfying(stack -> assertThat(stack).contains("ignoreInterruptsUntil"));
    }

    @Test
    void anOptionalCheckThatHangsKeepsItsStack() {
        var never = new CountDownLatch(1);
        app.add(wellBehaved()
                .optional()
                .check(pool -> context -> {
                    ignoreInterruptsUntil(never);
                    return HealthResult.up();
                })
                .policy(CheckPolicy.every(Duration.ofSeconds(10)).timeout(Duration.ofSeconds(1))));

        StartupReport report = app.start();
        never.countDown();
        app.stop("done");

        assertThat(report.components().get(0).outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(report.components().get(0).stack())
                .hasValueSatisfying(stack -> assertThat(stack).contains("ignoreInterruptsUntil"));
    }

    @Test
    void anExceptionThatCannotBeReadFailsTheStartAtOnce() {
        app.add(task("orders", context -> {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("no message");
                }
            };
        }));

        StartupReport report = failedStart();

        assertThat(report.exitCode()).isEqualTo(70);
        assertThat(report.components().get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aListenerThatThrowsWhatCannotBeReadIsToldTheRest() {
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                events.add(to.name());
                throw new IllegalStateException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("no message");
                    }
                };
            }
        });
        app.start();

        app.stop("done");

        assertThat(events).containsExactly("STARTING", "RUNNING", "DRAINING", "STOPPING", "STOPPED");
    }

    @Test
    void aCancelActionThatThrowsDoesNotKeepTheInterruptAway() throws Exception {
        var begun = new CountDownLatch(1);
        app.add(task("migration", context -> {
            context.onCancel(() -> {
                throw new IllegalStateException("cannot cancel");
            });
            begun.countDown();
            new CountDownLatch(1).await();
        }));
        var starter = new Thread(
                () -> events.add(failedStart().components().get(0).outcome().name()));
        starter.start();
        begun.await();

        app.stop("enough");
        starter.join();

        assertThat(events).containsExactly("CANCELLED");
    }

    @Test
    void aDrainThatHasNoTimeDoesNotMakeTheStopRunTwice() {
        app.drainDelay(Duration.ZERO).inFlightLimit(Duration.ZERO);
        var stops = new AtomicInteger();
        app.add(component("consumer", () -> "consumer").drain(value -> {}).stop(value -> stops.incrementAndGet()));
        app.start();

        ShutdownReport report = app.stop("done");

        assertThat(stops).hasValue(1);
        assertThat(report.components())
                .singleElement()
                .satisfies(stop -> assertThat(stop.outcome()).isEqualTo(Outcome.FAILED));
    }

    @Test
    void theTotalDeadlineHoldsWithEveryComponentHung() {
        var never = new CountDownLatch(1);
        app.stopBudget(Duration.ofMillis(300)).drainDelay(Duration.ZERO).inFlightLimit(Duration.ZERO);
        var last = app.add(component("c0", () -> "c0").stop(value -> ignoreInterruptsUntil(never)));
        for (int i = 1; i < 5; i++) {
            last = app.add(component("c" + i, () -> "c").dependsOn(last).stop(value -> ignoreInterruptsUntil(never)));
        }
        app.start();

        ShutdownReport report = app.stop("done");
        never.countDown();

        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
        assertThat(report.duration()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
        assertThat(report.components())
                .hasSize(5)
                .allMatch(stop -> stop.outcome() == Outcome.HUNG || stop.outcome() == Outcome.NOT_RUN);
    }
}
