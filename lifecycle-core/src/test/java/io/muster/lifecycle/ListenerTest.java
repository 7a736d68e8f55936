package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners may count on, and what they cannot break, on real threads. */
@Timeout(30)
class ListenerTest {
    private final LifecycleManager app = LifecycleManager.named("heard");
    private final EngineEvents heard = new EngineEvents();

    private void addOrders() {
        app.add(component("orders", () -> "orders").stop(value -> {}));
    }

    @Test
    void everyEventIsHeardOnceAndInOrder() {
        app.listener(heard);
        app.add(task("migration", context -> context.progress("12/40")));
        addOrders();

        app.start();
        app.stop("done");

        List<String> lines = heard.taken();
        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "STARTING",
                        "starting migration",
                        "progress migration: 12/40",
                        "started migration",
                        "starting orders",
                        "started orders",
                        "RUNNING",
                        "DRAINING (done)",
                        "STOPPING (done)",
                        "stopping orders",
                        "stopped orders",
                        "STOPPED (done)");
        assertThat(lines).containsSubsequence("STARTING", "starting orders", "started orders", "RUNNING");
        assertThat(lines)
                .containsSubsequence("starting migration", "progress migration: 12/40", "started migration", "RUNNING");
        assertThat(lines)
                .endsWith("DRAINING (done)", "STOPPING (done)", "stopping orders", "stopped orders", "STOPPED (done)");
    }

    @Test
    void theViewShowsWhatAnEventTells() {
        var wrong = new ArrayList<String>();
        var startups = new ArrayList<Optional<StartupReport>>();
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (app.view().state().compareTo(to) < 0) {
                    wrong.add(to + " is told while the view shows " + app.view().state());
                }
                if (to == LifecycleState.RUNNING) {
                    startups.add(app.view().startup());
                }
            }
        });
        addOrders();

        app.start();
        app.stop("done");

        assertThat(wrong).isEmpty();
        assertThat(startups)
                .singleElement()
                .satisfies(report -> assertThat(report).isPresent());
    }

    @Test
    void oneThatThrowsBreaksNeitherTheServiceNorTheOthers() {
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                throw new AssertionError("a listener's own trouble");
            }
        });
        app.listener(heard);
        addOrders();

        assertThat(app.start().outcome()).isEqualTo(Outcome.SUCCEEDED);
        app.stop("done");

        assertThat(heard.taken()).contains("STARTING", "RUNNING", "STOPPED (done)");
    }

    @Test
    void oneThatHangsHoldsUpNeitherStartNorStop() {
        var never = new CountDownLatch(1);
        app.listener(new LifecycleListener() {
            @Override
            public void componentStarting(String name) {
                Uninterrupted.await(() -> {
                    never.await();
                    return true;
                });
            }
        });
        addOrders();

        assertThat(app.start().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(app.stop("done").clean()).isTrue();
        never.countDown();
    }

    @Test
    void oneMayAskForTheStop() throws Exception {
        var stopped = new CountDownLatch(1);
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (to == LifecycleState.RUNNING) {
                    app.requestStop("seen enough");
                } else if (to == LifecycleState.STOPPED) {
                    stopped.countDown();
                }
            }
        });
        addOrders();

        app.start();
        stopped.await();

        assertThat(app.stop("too late").reason()).isEqualTo("seen enough");
    }

    @Test
    void oneThatWaitsForTheStopItselfIsLetGoOfInTheEnd() {
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (to == LifecycleState.RUNNING) {
                    app.stop("from a listener, which should not wait");
                }
            }
        });
        addOrders();

        app.start();

        assertThat(app.stop("from elsewhere").clean()).isTrue();
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
    }

    @Test
    void oneThatIsRemovedHearsNoMore() throws Exception {
        addOrders();
        var listening = app.view().listen(heard);
        listening.close();

        app.start();
        app.stop("done");

        assertThat(heard.taken()).isEmpty();
    }

    @RepeatedTest(500)
    void oneThatAnAttachmentTakesAwayHearsTheLastStop() {
        app.attach(view -> view.listen(heard));
        addOrders();

        app.start();
        app.stop("done");

        assertThat(heard.taken()).endsWith("stopping orders", "stopped orders");
    }

    @Test
    void progressIsScrubbedOfSecrets() {
        app.listener(heard);
        app.add(task("login", context -> {
            context.redactor().add(Secret.of("correct horse"));
            context.progress("with correct horse");
        }));

        app.start();
        app.stop("done");

        assertThat(heard.taken()).contains("progress login: with ***");
    }

    @Test
    void anAbandonedStopIsToldWithWhereItWas() {
        var stacks = new ArrayList<String>();
        var never = new CountDownLatch(1);
        app.listener(new LifecycleListener() {
            @Override
            public void componentAbandoned(String name, Duration duration, String stack) {
                stacks.add(name + stack);
            }
        });
        app.add(component("stuck", () -> "stuck")
                .stopTimeout(Duration.ofSeconds(1))
                .stop(value -> never.await()));
        app.start();

        app.stop("done");

        assertThat(stacks)
                .singleElement()
                .satisfies(stack -> assertThat(stack).startsWith("stuck").contains("await"));
    }
}
