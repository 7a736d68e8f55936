package io.muster.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the foreign code: opens attachments, starts, checks, drains and stops components, and posts what came of it. */
final class Actions {
    private final LifecycleManager manager;
    private final Shell shell;
    private final Plan plan;
    private final List<Handle<?>> handles;
    private final List<Attachment> attachments;
    private final List<Interceptor> interceptors;
    private final Faults faults;
    private final AtomicReferenceArray<@Nullable Object> values;
    private final AtomicReferenceArray<@Nullable HealthCheck> checks;

    Actions(
            LifecycleManager manager,
            Shell shell,
            Plan plan,
            List<Handle<?>> handles,
            List<Attachment> attachments,
            List<Interceptor> interceptors) {
        this.manager = manager;
        this.shell = shell;
        this.plan = plan;
        this.handles = handles;
        this.attachments = attachments;
        this.interceptors = interceptors;
        this.faults = new Faults(manager.redactor());
        this.values = new AtomicReferenceArray<>(plan.nodes().size());
        this.checks = new AtomicReferenceArray<>(plan.nodes().size());
    }

    /** The node's check, once it can be asked. */
    @Nullable
    HealthCheck check(int node) {
        return checks.get(node);
    }

    /** Does what {@code running} is for, on its thread. */
    void perform(Running running) {
        Command.Run run = running.run();
        boolean starting = run.step() == Step.START || run.step() == Step.CHECK;
        new StartThread(manager, plan, run.node(), starting).run(() -> {
            Event event = outcome(running, run);
            if (!shell.post(event) && event instanceof Event.Done && run.step() == Step.START) {
                stopOrphan(run.node());
            }
        });
    }

    private Event outcome(Running running, Command.Run run) {
        int node = run.node();
        String name = plan.nodes().get(node).name();
        boolean starts = run.step() == Step.START || run.step() == Step.CHECK;
        if (starts && shell.skips(name)) {
            return new Event.Blocked(node, run.step(), run.attempt(), "skipped");
        }
        try {
            return switch (run.step()) {
                case START -> {
                    Object value = requireValue(node, intercepted(node, Step.START, () -> start(running, node)));
                    values.set(node, value);
                    yield new Event.Done(node, run.step(), run.attempt(), stopper(node) != null);
                }
                case CHECK ->
                    new Event.Asked(
                            node, run.attempt(), scrubbed(intercepted(node, Step.CHECK, () -> ask(running, node))));
                case DRAIN -> {
                    intercepted(node, Step.DRAIN, () -> drain(component(node), values.get(node)));
                    yield new Event.Done(node, run.step(), run.attempt(), false);
                }
                case STOP -> {
                    intercepted(node, Step.STOP, () -> stop(node));
                    yield new Event.Done(node, run.step(), run.attempt(), false);
                }
            };
        } catch (Throwable e) {
            Optional<String> missing = starts && shell.rehearses() ? NotRunException.reason(e) : Optional.empty();
            return missing.isPresent()
                    ? new Event.Blocked(
                            node, run.step(), run.attempt(), shell.redactor().scrub(missing.get()))
                    : broke(run, e);
        }
    }

    /** What to say of code that threw, or that no thread could be had for. */
    Event broke(Command.Run run, Throwable thrown) {
        String name = plan.nodes().get(run.node()).name();
        return new Event.Broke(run.node(), run.step(), run.attempt(), faults.of(name, thrown));
    }

    /** The first interceptor is the outermost. */
    private @Nullable Object intercepted(int node, Step step, Callable<@Nullable Object> code) throws Exception {
        String name = plan.nodes().get(node).name();
        Callable<@Nullable Object> call = code;
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            Interceptor interceptor = interceptors.get(i);
            Callable<@Nullable Object> proceed = call;
            call = () -> interceptor.intercept(name, step, proceed);
        }
        return call.call();
    }

    private @Nullable Object start(Running running, int node) throws Exception {
        if (node < attachments.size()) {
            return attachments.get(node).open(manager.view());
        }
        Start<?> start = component(node).start();
        if (start == null) {
            throw new AssertionError("nothing to start");
        }
        return start.start(running);
    }

    private @Nullable Object requireValue(int node, @Nullable Object value) {
        boolean attachment = node < attachments.size();
        if (!attachment && !component(node).valued()) {
            return null;
        }
        if (value == null) {
            throw new FailureException(
                    Failure.BUG, attachment ? "the attachment's open returned null" : "its start returned null");
        }
        return value;
    }

    private @Nullable Object stop(int node) throws Exception {
        Action<?> stopper = stopper(node);
        if (stopper != null) {
            apply(stopper, values.get(node));
        }
        return null;
    }

    private @Nullable Object ask(Running running, int node) throws Exception {
        HealthCheck check = checks.get(node);
        if (check == null) {
            check = make(component(node), values.get(node));
            checks.set(node, check);
        }
        return check.check(running);
    }

    private HealthResult scrubbed(@Nullable Object answer) {
        if (!(answer instanceof HealthResult result)) {
            throw new FailureException(Failure.BUG, "its check returned " + (answer == null ? "null" : "no result"));
        }
        Redactor redactor = shell.redactor();
        var scrubbed = new LinkedHashMap<String, String>();
        result.details().forEach((key, value) -> scrubbed.put(redactor.scrub(key), redactor.scrub(value)));
        return new HealthResult(result.status(), redactor.scrub(result.reason()), scrubbed, result.failure());
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the value is what this very component started; Void is null
    private static <T> HealthCheck make(Component<T> component, @Nullable Object value) {
        Function<? super T, ? extends HealthCheck> factory = component.check();
        HealthCheck made = factory == null ? null : factory.apply((T) value);
        if (made == null) {
            throw new FailureException(Failure.BUG, "its check is null");
        }
        return made;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // as above
    private static <T> @Nullable Object drain(Component<T> component, @Nullable Object value) throws Exception {
        Action<? super T> drain = component.drain();
        if (drain != null) {
            drain.run((T) value);
        }
        return null;
    }

    private @Nullable Action<?> stopper(int node) {
        Object value = values.get(node);
        if (node < attachments.size()) {
            return value instanceof AutoCloseable closeable ? ignored -> closeable.close() : null;
        }
        return stopper(component(node), value);
    }

    @SuppressWarnings("unchecked") // as above
    private static <T> @Nullable Action<?> stopper(Component<T> component, @Nullable Object value) {
        return component.stopOf((T) value);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // as above
    private static void apply(Action<?> action, @Nullable Object value) throws Exception {
        ((Action<Object>) action).run(value);
    }

    /** A start returned after the service had ended: nobody else will stop what it made. */
    void stopOrphan(int node) {
        if (stopper(node) == null) {
            return;
        }
        String name = plan.nodes().get(node).name();
        try {
            intercepted(node, Step.STOP, () -> stop(node));
            Shell.log.warn("'{}': component '{}' started after the end and was stopped at once", manager.name(), name);
        } catch (Throwable e) {
            String trace = manager.redactor().scrub(e);
            Shell.log.warn(
                    "'{}': component '{}' started after the end; its stop threw\n{}", manager.name(), name, trace);
        }
    }

    void publish(int node) {
        if (node >= attachments.size()) {
            publish(handles.get(node - attachments.size()), values.get(node));
        }
    }

    @SuppressWarnings("unchecked") // the handle belongs to the component that made the value
    private static <T> void publish(Handle<T> handle, @Nullable Object value) {
        if (value != null) {
            handle.started((T) value);
        }
    }

    void retract(int node, String why) {
        if (node >= attachments.size()) {
            handles.get(node - attachments.size()).gone(why);
        }
    }

    private Component<?> component(int node) {
        return handles.get(node - attachments.size()).component();
    }
}
