package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named thing that starts, can be asked how it is, and stops. Immutable: each call returns a changed copy.
 *
 * <p>Add it to a {@link LifecycleManager} to get a {@link Handle} to its value.
 *
 * @param <T> the type of its value; {@code Void} for a task or a check, which have none
 */
public final class Component<T> {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final RetryPolicy RETRY = RetryPolicy.within(Duration.ofSeconds(30));

    private final String name;
    private final @Nullable Start<?> start;
    private final boolean valued;

    private Phase phase = Phase.CONNECT;
    private boolean optional;
    private boolean owned = true;
    private @Nullable RetryPolicy retry;
    private @Nullable Duration startTimeout;
    private @Nullable Duration stopTimeout;
    private @Nullable Function<? super T, ? extends HealthCheck> check;
    private CheckPolicy checkPolicy = CheckPolicy.defaults();
    private @Nullable Action<? super T> drain;
    private @Nullable Action<? super T> stop;
    private List<Edge> edges = List.of();

    private Component(String name, @Nullable Start<?> start, boolean valued) {
        this.name = Require.name(name, "component name");
        this.start = start;
        this.valued = valued;
    }

    private Component(Component<T> other) {
        this(other.name, other.start, other.valued);
        phase = other.phase;
        optional = other.optional;
        owned = other.owned;
        retry = other.retry;
        startTimeout = other.startTimeout;
        stopTimeout = other.stopTimeout;
        check = other.check;
        checkPolicy = other.checkPolicy;
        drain = other.drain;
        stop = other.stop;
        edges = other.edges;
    }

    private Component<T> with(Consumer<Component<T>> change) {
        var copy = new Component<>(this);
        change.accept(copy);
        return copy;
    }

    /** A component whose value is what {@code start} returns. */
    public static <T> Component<T> component(String name, Callable<? extends T> start) {
        requireNonNull(start, "start");
        return new Component<>(name, context -> start.call(), true);
    }

    /** A component whose start wants to know of time left, cancellation or progress. */
    public static <T> Component<T> component(String name, Start<? extends T> start) {
        return new Component<>(name, requireNonNull(start, "start"), true);
    }

    /** A component that does something and has no value: a migration, a warm-up. */
    public static Component<Void> task(String name, Action<? super StartContext> action) {
        requireNonNull(action, "action");
        Start<String> start = context -> {
            action.run(context);
            return name;
        };
        return new Component<>(name, start, false);
    }

    /** A component that is only asked: what it depends on is not ours to start or stop. */
    public static Component<Void> check(String name, HealthCheck check) {
        requireNonNull(check, "check");
        return new Component<Void>(name, null, false).check(nothing -> check);
    }

    /** The name, unique in its manager. */
    public String name() {
        return name;
    }

    /** Starts in {@code phase} instead of {@link Phase#CONNECT}. */
    public Component<T> phase(Phase phase) {
        requireNonNull(phase, "phase");
        return with(c -> c.phase = phase);
    }

    /** Starts after these have started, and stops before them. */
    public Component<T> dependsOn(Handle<?>... handles) {
        return withEdges(Edge.toHandles(handles, true));
    }

    /** Starts after the components with these names have started: for beans and configuration. */
    public Component<T> dependsOn(String... names) {
        return withEdges(Edge.toNames(names));
    }

    /** Starts after these have started or failed: order only. */
    public Component<T> after(Handle<?>... handles) {
        return withEdges(Edge.toHandles(handles, false));
    }

    private Component<T> withEdges(List<Edge> added) {
        var all = new ArrayList<>(edges);
        all.addAll(added);
        return with(c -> c.edges = List.copyOf(all));
    }

    /** The service can do without it: when it fails, the service is degraded and still ready. */
    public Component<T> optional() {
        return with(c -> c.optional = true);
    }

    /** Asks the check that {@code check} makes of the value, with the default policy. */
    public Component<T> check(Function<? super T, ? extends HealthCheck> check) {
        requireNonNull(check, "check");
        return with(c -> c.check = check);
    }

    /** Asks the check that {@code check} makes of the value, with this policy. */
    public Component<T> check(Function<? super T, ? extends HealthCheck> check, CheckPolicy policy) {
        return check(check).policy(policy);
    }

    /** How the check is asked while the service runs. */
    public Component<T> policy(CheckPolicy policy) {
        requireNonNull(policy, "policy");
        return with(c -> c.checkPolicy = policy);
    }

    /** Done once when the service has stopped being ready, before anything stops: stop taking new work. */
    public Component<T> drain(Action<? super T> drain) {
        requireNonNull(drain, "drain");
        return with(c -> c.drain = drain);
    }

    /** Stops the value. Without it, an {@link AutoCloseable} value is closed. */
    public Component<T> stop(Action<? super T> stop) {
        requireNonNull(stop, "stop");
        return with(c -> c.stop = stop);
    }

    /** Somebody else closes the value. */
    public Component<T> notOwned() {
        return with(c -> c.owned = false);
    }

    /** How a failed start, or a check that fails during the start, is tried again. Default: within 30 s. */
    public Component<T> retry(RetryPolicy retry) {
        requireNonNull(retry, "retry");
        return with(c -> c.retry = retry);
    }

    /** The longest that one attempt to start may take. Default: 30 s. */
    public Component<T> startTimeout(Duration timeout) {
        Require.positive(timeout, "start timeout");
        return with(c -> c.startTimeout = timeout);
    }

    /** The longest that the stop may take. Default: its fair share of what is left of the stop budget. */
    public Component<T> stopTimeout(Duration timeout) {
        Require.positive(timeout, "stop timeout");
        return with(c -> c.stopTimeout = timeout);
    }

    /** The phase that it starts in. */
    public Phase phase() {
        return phase;
    }

    boolean required() {
        return !optional;
    }

    boolean valued() {
        return valued;
    }

    List<Edge> edges() {
        return edges;
    }

    RetryPolicy retry() {
        return retry == null ? RETRY : retry;
    }

    boolean retryGiven() {
        return retry != null;
    }

    CheckPolicy checkPolicy() {
        return checkPolicy;
    }

    Duration startTimeout() {
        return startTimeout == null ? START_TIMEOUT : startTimeout;
    }

    boolean startTimeoutGiven() {
        return startTimeout != null;
    }

    @Nullable
    Duration stopTimeout() {
        return stopTimeout;
    }

    @Nullable
    Start<?> start() {
        return start;
    }

    @Nullable
    Function<? super T, ? extends HealthCheck> check() {
        return check;
    }

    @Nullable
    Action<? super T> drain() {
        return drain;
    }

    /** What stops {@code value}: the stop given, else the value's own close if it is ours; null for nothing. */
    @Nullable
    Action<? super T> stopOf(@Nullable T value) {
        if (stop != null) {
            return stop;
        }
        return owned && value instanceof AutoCloseable closeable ? ignored -> closeable.close() : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
