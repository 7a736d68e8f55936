package io.muster.lifecycle;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A manager as an embedding application uses it: real threads, no waiting for time to pass. */
@Timeout(30)
class LifecycleManagerTest {
    private final LifecycleManager app = LifecycleManager.named("test");
    private final List<String> events = new CopyOnWriteArrayList<>();

    private Component<String> recorded(String name) {
        return component(name, () -> {
                    events.add("start " + name);
                    return name + "!";
                })
                .stop(value -> events.add("stop " + name));
    }

    @Test
    void startsInOrderAndStopsInReverse() {
        var env = app.add(recorded("env").phase(Phase.VALIDATE));
        var database = app.add(recorded("database"));
        var orders = app.add(component("orders", () -> {
                    events.add("start orders with " + database.get() + " and " + env.get());
                    return "orders!";
                })
                .phase(Phase.INITIALIZE)
                .dependsOn(database)
                .stop(value -> events.add("stop " + value)));
        app.add(recorded("http").phase(Phase.SERVE).dependsOn(orders));

        StartupReport report = app.start();

        assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(report.criticalPath()).containsExactly("env", "database", "orders", "http");
        assertThat(app.view().state()).isEqualTo(LifecycleState.RUNNING);
        ShutdownReport stopped = app.stop("done");
        assertThat(events)
                .containsExactly(
                        "start env",
                        "start database",
                        "start orders with database! and env!",
                        "start http",
                        "stop http",
                        "stop orders!",
                        "stop database",
                        "stop env");
        assertThat(stopped.clean()).isTrue();
        assertThat(stopped.reason()).isEqualTo("done");
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
        assertThatIllegalStateException().isThrownBy(database::get).withMessage("component 'database' has stopped");
    }

    @Test
    void independentFailuresComeInOneReportAndWhatStartedIsStopped() {
        var bothRun = new CountDownLatch(2);
        app.add(recorded("env").phase(Phase.VALIDATE));
        app.add(component("database", () -> {
                    bothRun.countDown();
                    bothRun.await();
                    throw new ConnectException("refused");
                })
                .retry(RetryPolicy.none()));
        app.add(check("openai", context -> {
            bothRun.countDown();
            bothRun.await();
            return HealthResult.down(Failure.CREDENTIALS, "the key was rejected");
        }));
        app.add(recorded("http").phase(Phase.SERVE));

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(failed.report().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.report().errors())
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("database", "openai");
        assertThat(failed.exitCode()).isEqualTo(78);
        assertThat(failed).hasCauseInstanceOf(ConnectException.class);
        assertThat(events).containsExactly("start env", "stop env");
        assertThat(app.view().state()).isEqualTo(LifecycleState.FAILED);
        assertThat(failed.report().components())
                .filteredOn(component -> component.name().equals("http"))
                .singleElement()
                .satisfies(http -> assertThat(http.outcome()).isEqualTo(Outcome.NOT_RUN));
    }

    @Test
    void optionalComponentsDegrade() {
        app.add(check("chroma", context -> HealthResult.down(Failure.UNAVAILABLE, "refused"))
                .optional());
        app.add(component("cache", () -> {
                    throw new FailureException(Failure.CONFIGURATION, "no size");
                })
                .optional());

        StartupReport report = app.start();

        assertThat(report.outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(report.components())
                .extracting(ComponentStart::outcome)
                .containsExactly(Outcome.DEGRADED, Outcome.FAILED);
        assertThat(app.view().components().get(0).startResult())
                .hasValueSatisfying(result -> assertThat(result.status()).isEqualTo(HealthStatus.DOWN));
        app.stop("done");
    }

    @Test
    void readingWhatIsNotWaitedForFailsAlways() {
        var redis = app.add(recorded("redis"));
        app.add(task("orders", context -> redis.get()));

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(failed.report().errors().get(0).message())
                .contains("component 'orders' reads 'redis' but does not wait for it; add .dependsOn(redis)");
        assertThat(failed.exitCode()).isEqualTo(70);
    }

    @Test
    void aStopDuringTheStartRollsBack() throws Exception {
        var blocked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        app.add(recorded("database"));
        app.add(task("migration", context -> {
                    blocked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                })
                .phase(Phase.INITIALIZE));
        var starter = new Thread(() -> {
            var failed = catchThrowableOfType(StartupFailedException.class, app::start);
            events.add(failed.report().outcome() + " " + failed.report().reason());
        });
        starter.start();
        blocked.await();

        app.stop("enough");
        starter.join();

        interrupted.await();
        assertThat(events).containsExactly("start database", "stop database", "CANCELLED enough");
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void attachmentsBracketTheWholeLife() {
        app.attach(view -> {
            events.add("open " + view.state());
            return () -> events.add("close");
        });
        app.add(recorded("only"));

        app.start();
        app.stop("done");

        assertThat(events).containsExactly("open STARTING", "start only", "stop only", "close");
    }

    @Test
    void aHungStopIsNamedWithItsStackAndTheRestStillStops() {
        app.stopBudget(Duration.ofSeconds(4));
        app.add(recorded("database"));
        app.add(component("http", () -> "http")
                .phase(Phase.SERVE)
                .stopTimeout(Duration.ofSeconds(1))
                .stop(value -> new CountDownLatch(1).await()));
        app.start();

        ShutdownReport report = app.stop("done");

        assertThat(events).containsExactly("start database", "stop database");
        ComponentStop http = report.components().get(1);
        assertThat(http.outcome()).isEqualTo(Outcome.HUNG);
        assertThat(http.stack()).hasValueSatisfying(stack -> assertThat(stack).contains("CountDownLatch.await"));
    }

    @Test
    void threadsAreGoneAfterTheStop() throws Exception {
        app.add(recorded("only"));
        app.start();
        app.stop("done");

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("muster-test-")) {
                // one that has told its last may still be on its way out
                thread.join(10_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
