package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that calls back into its manager, managers side by side, and what is left of them after the stop. */
@Timeout(30)
class MisbehaviourCallbackTest {
    private final LifecycleManager app = LifecycleManager.named("callback");
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    @Test
    void stopIsRefusedOnAComponentsOwnThread() {
        app.add(component("orders", () -> "orders")
                .stop(value ->
                        seen.add(catchThrowable(() -> app.stop("from inside")).getMessage())));
        app.add(task("impatient", context -> app.stop("from inside")).phase(Phase.SERVE));

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        String refused = "stop would wait for component '%s', which calls it; use requestStop";
        assertThat(failed.report().errors().get(0).message()).contains(String.format(refused, "impatient"));
        assertThat(seen).containsExactly(String.format(refused, "orders"));
    }

    @Test
    void requestStopFromInsideAStartCancelsIt() {
        app.add(task("orders", context -> {
            app.requestStop("orders has had enough");
            new CountDownLatch(1).await();
        }));

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(failed.report().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(failed.report().reason()).isEqualTo("orders has had enough");
    }

    @Test
    void requestStopFromInsideAStopChangesNothing() {
        app.add(component("orders", () -> "orders").stop(value -> app.requestStop("again")));
        app.start();

        ShutdownReport report = app.stop("done");

        assertThat(report.clean()).isTrue();
        assertThat(report.reason()).isEqualTo("done");
    }

    @Test
    void addAndStartAreRefusedFromInsideAndTheViewIsReadable() {
        app.add(task("orders", context -> {
            seen.add(catchThrowable(() -> app.add(component("late", () -> "late")))
                    .getMessage());
            seen.add(catchThrowable(app::start).getMessage());
            seen.add(app.view().state());
            seen.add(app.view().components().size());
        }));

        app.start();
        app.stop("done");

        assertThat(seen)
                .containsExactly(
                        "component 'late' cannot be added: 'callback' was started or stopped already",
                        "start is refused: 'callback' was started or stopped already",
                        LifecycleState.STARTING,
                        1);
    }

    @Test
    void everyThreadThatStopsGetsTheOneReport() throws Exception {
        app.add(component("orders", () -> "orders").stop(value -> seen.add("stopped")));
        app.start();
        var together = new CyclicBarrier(8);
        var reports = new CopyOnWriteArrayList<ShutdownReport>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            String reason = "stop " + i;
            threads.add(new Thread(() -> {
                meet(together);
                reports.add(app.stop(reason));
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(new HashSet<>(reports)).hasSize(1);
        assertThat(reports).hasSize(8);
        assertThat(seen).containsExactly("stopped");
    }

    @Test
    void anInterruptedCallerStillLearnsHowItWentAndStaysInterrupted() {
        app.add(component("orders", () -> "orders"));
        Thread.currentThread().interrupt();

        StartupReport report = app.start();
        ShutdownReport stopped = app.stop("done");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(stopped.clean()).isTrue();
    }

    @Test
    void severalManagersLiveSideBySideAndLeaveNoThreadBehind() throws Exception {
        var managers = new ArrayList<LifecycleManager>();
        for (int i = 0; i < 6; i++) {
            var manager = LifecycleManager.named("beside-" + i);
            var database = manager.add(component("database", () -> new Object()));
            manager.add(component("orders", () -> database.get())
                    .dependsOn(database)
                    .stop(value -> {}));
            managers.add(manager);
        }
        for (LifecycleManager manager : managers) {
            manager.start();
        }
        managers.get(0).stop("done");
        assertThat(managers.get(1).view().state()).isEqualTo(LifecycleState.RUNNING);
        for (LifecycleManager manager : managers) {
            assertThat(manager.stop("done").clean()).isTrue();
        }

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("muster-beside-")) {
                thread.join();
            }
        }
        assertThat(managers).allMatch(manager -> manager.view().state() == LifecycleState.STOPPED);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
