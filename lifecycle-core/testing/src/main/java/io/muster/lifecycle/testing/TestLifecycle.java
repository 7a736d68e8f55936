package io.muster.lifecycle.testing;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.ShutdownReport;
import io.muster.lifecycle.StartupFailedException;
import io.muster.lifecycle.StartupReport;
import io.muster.lifecycle.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A service under test: its own graph, in which components can be replaced, can fail and can hang.
 *
 * <p>Time is virtual: it stands still while code runs and flies while all that runs hangs, so that a start timeout of
 * minutes is met in an instant, and slow code meets none. Not thread-safe. Close it: that stops the service and lets go of
 * what hangs.
 *
 * <pre>{@code
 * try (var orders = TestLifecycle.of(Orders.graph()).replace("database", FakePool::new).hang("redis", START)) {
 *     StartupReport report = orders.start();
 *     assertThat(report.outcome()).isEqualTo(FAILED);
 *     assertThat(orders.calls()).contains("STOP database");
 * }
 * }</pre>
 */
public final class TestLifecycle implements AutoCloseable {
    private final LifecycleManager service;
    private final List<String> components;
    private final Injector injector = new Injector();
    private final VirtualTime time = new VirtualTime(injector::hanging);
    private boolean attached = true;
    private @Nullable FutureTask<StartupReport> starting;

    private TestLifecycle(LifecycleManager service) {
        this.service = service;
        this.components =
                service.view().components().stream().map(ComponentView::name).toList();
        service.interceptor(this::intercept).interceptor(injector).timeSource(time);
    }

    /**
     * A test of this service, whose components are all added.
     *
     * @throws IllegalStateException if it was started or stopped already
     */
    public static TestLifecycle of(LifecycleManager service) {
        return new TestLifecycle(requireNonNull(service, "service"));
    }

    private @Nullable Object intercept(String name, Step step, Callable<@Nullable Object> proceed) throws Exception {
        if (attached || components.contains(name)) {
            return proceed.call();
        }
        return step == Step.START ? (AutoCloseable) () -> {} : null;
    }

    /**
     * Puts a double in the place of a component: {@code start} makes its value, its check is UP, and neither its drain nor
     * its stop runs. Its place in the graph stays.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public TestLifecycle replace(String component, Callable<?> start) {
        requireNonNull(start, "start");
        require(component);
        injector.replace(component, Step.START, code -> start.call());
        injector.replace(component, Step.CHECK, code -> HealthResult.up());
        injector.replace(component, Step.DRAIN, code -> null);
        injector.replace(component, Step.STOP, code -> null);
        return this;
    }

    /**
     * Makes a step of a component throw: a start or check in place of its code, a drain or stop after it, so that nothing
     * is left behind.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public TestLifecycle fail(String component, Step step, Exception failure) {
        requireNonNull(failure, "failure");
        return wrap(component, step, code -> {
            finish(step, code);
            throw failure;
        });
    }

    /**
     * Makes a step of a component hang and ignore interrupts, in place of or after its code as {@link #fail} does.
     *
     * @throws IllegalArgumentException if there is no such component
     */
    public TestLifecycle hang(String component, Step step) {
        return wrap(component, step, code -> {
            finish(step, code);
            injector.hang();
            return null;
        });
    }

    private static void finish(Step step, Callable<?> code) throws Exception {
        if (step == Step.DRAIN || step == Step.STOP) {
            code.call();
        }
    }

    /** Opens no attachments: no probe server, no console. */
    public TestLifecycle withoutAttachments() {
        attached = false;
        return this;
    }

    TestLifecycle wrap(String component, Step step, Injection injection) {
        require(component);
        injector.wrap(component, step, injection);
        return this;
    }

    void hang() throws InterruptedException {
        injector.hang();
    }

    void hangUntilInterrupted() {
        injector.hangUntilInterrupted();
    }

    private void require(String component) {
        if (!components.contains(component)) {
            throw new IllegalArgumentException("no component '" + component + "' in " + components);
        }
    }

    /**
     * Begins the start and returns at once. No time passes but by {@link #advance}, until {@link #start} lets the rest of it
     * pass.
     *
     * @throws IllegalStateException if it was begun already
     */
    public TestLifecycle begin() {
        if (starting != null) {
            throw new IllegalStateException("the start was begun already");
        }
        starting = VirtualTime.begin(this::report);
        return this;
    }

    private StartupReport report() {
        try {
            return service.start();
        } catch (StartupFailedException e) {
            return e.report();
        }
    }

    /**
     * Lets exactly this much time pass: every timeout, retry and deadline in between comes at its own moment, and the code
     * that it makes run has ended, or hangs on purpose, when this returns.
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     * @throws IllegalStateException if the start was not begun, or was refused
     */
    public TestLifecycle advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration is negative: " + duration);
        }
        FutureTask<StartupReport> begun = starting;
        if (begun == null) {
            throw new IllegalStateException("nothing to advance: begin or start the service first");
        }
        time.pass(duration.toNanos(), begun);
        return this;
    }

    /**
     * Starts the service, or lets a start that was begun go on, and says how that went, whichever way it did.
     *
     * @throws IllegalStateException if the graph or the budgets are impossible
     */
    public StartupReport start() {
        FutureTask<StartupReport> begun = starting == null ? VirtualTime.begin(this::report) : starting;
        starting = begun;
        return pass(begun);
    }

    /** Stops the service and says how that went; after a failed start, how the rollback went. */
    public ShutdownReport stop() {
        return pass(VirtualTime.begin(() -> service.stop("end of the test")));
    }

    private <T> T pass(FutureTask<T> code) {
        try {
            return time.passUntilDone(code);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What ran so far, in the order in which it began, such as {@code START database}. */
    public List<String> calls() {
        return injector.calls().stream()
                .filter(call -> call.moment() == Call.Moment.BEGAN)
                .map(call -> call.step() + " " + call.component())
                .toList();
    }

    List<Call> log() {
        return List.copyOf(injector.calls());
    }

    /** The service as attachments see it. */
    public LifecycleView view() {
        return service.view();
    }

    LifecycleManager service() {
        return service;
    }

    /** Stops the service if it still runs. */
    @Override
    public void close() {
        try {
            stop();
        } finally {
            injector.release();
        }
    }
}
