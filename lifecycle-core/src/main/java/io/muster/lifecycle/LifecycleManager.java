package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a service up in order or not at all, and takes it down again.
 *
 * <p>Add components, attach what accompanies them, then either {@link #runAndExit()} from {@code main}, or
 * {@link #start()} and {@link #stop(String)} where something else owns the process. Thread-safe; single use.
 *
 * <pre>{@code
 * var app = LifecycleManager.named("orders");
 * var database = app.add(component("database", () -> new HikariDataSource(config)));
 * app.add(component("http", () -> Server.start(8080, database.get())).phase(SERVE).dependsOn(database));
 * app.runAndExit();
 * }</pre>
 */
public final class LifecycleManager {
    private static final Duration ATTACHMENT_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final Redactor redactor = new Redactor();
    private final Gate gate = new Gate();
    private final View view = new View(this);
    private final Bulletin bulletin;

    /** Guards the configuration, and that a manager is started once. Nothing foreign runs under it. */
    private final Object lock = new Object();

    private final Map<String, Handle<?>> handles = new LinkedHashMap<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final Settings settings = new Settings();
    private @Nullable ShutdownReport stoppedUnstarted;
    private volatile @Nullable Rehearsal rehearsal;
    private volatile @Nullable Shell shell;

    private LifecycleManager(String name) {
        this.name = Require.name(name, "service name");
        this.bulletin = new Bulletin(name, redactor);
        bulletin.add(new LogListener(view));
        FlightRecorder.forService(name).ifPresent(bulletin::add);
    }

    /** A manager for the service of this name, which stands in every log line and report. */
    public static LifecycleManager named(String service) {
        return new LifecycleManager(service);
    }

    /**
     * Adds a component.
     *
     * @throws IllegalArgumentException if the name is taken or a handle belongs to another manager
     * @throws IllegalStateException if the service was started or stopped already
     */
    public <T> Handle<T> add(Component<T> component) {
        var handle = new Handle<>(this, component);
        for (Edge edge : component.edges()) {
            if (edge.handle() != null && edge.handle().owner() != this) {
                throw new IllegalArgumentException("component '" + component.name() + "' waits for '" + edge.target()
                        + "' of another manager, '" + edge.handle().owner().name + "'; add that component to '" + name
                        + "' too");
            }
        }
        synchronized (lock) {
            requireNew("component '" + component.name() + "' cannot be added");
            if (handles.putIfAbsent(component.name(), handle) != null) {
                throw new IllegalArgumentException(
                        "component '" + component.name() + "' is added twice; names are unique in '" + name + "'");
            }
        }
        return handle;
    }

    /** Opens {@code attachment} before the first component starts and closes it after the last has stopped. */
    public <A extends Attachment> A attach(A attachment) {
        requireNonNull(attachment, "attachment");
        synchronized (lock) {
            requireNew("an attachment cannot be added");
            attachments.add(attachment);
        }
        return attachment;
    }

    /** Adds a listener; it can be removed by way of {@link LifecycleView#listen}. */
    public LifecycleManager listener(LifecycleListener listener) {
        bulletin.add(requireNonNull(listener, "listener"));
        return this;
    }

    /** The longest that the whole start may take. Default: 2 min. */
    public LifecycleManager startBudget(Duration total) {
        Require.positive(total, "start budget");
        return configure(set -> set.startBudget = total);
    }

    /**
     * How long the platform waits between SIGTERM and SIGKILL. Default: the environment variable
     * {@code MUSTER_GRACE_PERIOD} in seconds, else 30 s as Kubernetes does. The other budgets follow from it.
     */
    public LifecycleManager gracePeriod(Duration period) {
        Require.positive(period, "grace period");
        return configure(set -> set.gracePeriod = period);
    }

    /** The longest that the whole stop may take, drain included. Default: the grace period less 2 s. */
    public LifecycleManager stopBudget(Duration total) {
        Require.positive(total, "stop budget");
        return configure(set -> set.stopBudget = total);
    }

    /** The longest that undoing a failed or cancelled start may take. Default: 10 s. */
    public LifecycleManager rollbackBudget(Duration total) {
        Require.positive(total, "rollback budget");
        return configure(set -> set.rollbackBudget = total);
    }

    /**
     * How long the service still serves once it is not ready any more, so that balancers notice. It may end early,
     * see {@link #quietPeriod}. Default: in Kubernetes 5 s or a sixth of the grace period, elsewhere zero.
     */
    public LifecycleManager drainDelay(Duration delay) {
        Require.notNegative(delay, "drain delay");
        return configure(set -> set.drainDelay = delay);
    }

    /** The longest that drains and work in flight may take. Default: up to half of the stop budget less the delay. */
    public LifecycleManager inFlightLimit(Duration limit) {
        Require.notNegative(limit, "in-flight limit");
        return configure(set -> set.inFlightLimit = limit);
    }

    /**
     * How long nothing may have been in flight at the {@link #gate()} before the service counts as quiet. It ends the wait
     * for work in flight, and the drain delay as soon as every prober has been told; a service that lets no work through
     * the gate keeps the whole delay. Default: half of the drain delay, at most 1 s; so zero where there is no delay.
     */
    public LifecycleManager quietPeriod(Duration period) {
        Require.notNegative(period, "quiet period");
        return configure(set -> set.quietPeriod = period);
    }

    /**
     * Where {@link #run} writes a short message when the start fails, if that file exists. Default:
     * {@code /dev/termination-log}, which Kubernetes provides, with 1,000 bytes.
     *
     * @throws IllegalArgumentException if {@code bytes} is not from 100 to 4,096, which is all that Kubernetes reads
     */
    public LifecycleManager terminationMessage(Path file, int bytes) {
        if (bytes < 100 || bytes > TerminationMessage.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "termination message not in 100.." + TerminationMessage.MOST_BYTES + " bytes: " + bytes);
        }
        return configure(set -> {
            set.terminationFile = file;
            set.terminationBytes = bytes;
        });
    }

    /**
     * Stands {@code interceptor} around every run of components' code during start and stop. The first one added is the
     * outermost. Default: none.
     */
    public LifecycleManager interceptor(Interceptor interceptor) {
        requireNonNull(interceptor, "interceptor");
        return configure(set -> set.interceptors.add(interceptor));
    }

    /** Where the time comes from: for tests that own it. Default: the machine's time. */
    public LifecycleManager timeSource(TimeSource source) {
        requireNonNull(source, "time source");
        return configure(set -> set.timeSource = source);
    }

    private LifecycleManager configure(Consumer<Settings> change) {
        synchronized (lock) {
            requireNew("settings cannot be changed");
            change.accept(settings);
        }
        return this;
    }

    private void requireNew(String what) {
        if (shell != null || stoppedUnstarted != null) {
            throw new IllegalStateException(what + ": '" + name + "' was started or stopped already");
        }
    }

    /**
     * Starts every component and returns when the service is ready. Installs no signal handler and never exits.
     *
     * @throws StartupFailedException if the start failed or was cancelled; what had started is stopped again
     * @throws IllegalStateException if the graph or the budgets are impossible (nothing was started then), or if the
     *     manager was started or stopped before
     */
    public StartupReport start() {
        Shell started = launch(budget -> {});
        StartupReport report = Uninterrupted.await(started::awaitStartup);
        if (report.outcome() == Outcome.FAILED || report.outcome() == Outcome.CANCELLED) {
            Uninterrupted.await(started::awaitEnd);
            throw new StartupFailedException(report, started.causes());
        }
        return report;
    }

    /**
     * Starts everything up to and including phase {@code last}, asks every check, and stops again: for a doctor that finds
     * out what a start would find, without serving anything. Attachments are not opened.
     *
     * <p>Unlike a start it goes on past failures with everything that does not need what failed, so that one run shows
     * all of them.
     *
     * @return how the start went, also when it failed
     * @throws IllegalStateException as {@link #start()}
     */
    public StartupReport rehearse(Phase last) {
        return rehearse(last, Set.of());
    }

    /**
     * The same without these components, and without whatever needs them.
     *
     * @throws IllegalArgumentException if there is no component of such a name
     */
    public StartupReport rehearse(Phase last, Set<String> skipped) {
        var planned = new Rehearsal(last, Set.copyOf(skipped));
        synchronized (lock) {
            planned.requireKnown(handles.keySet());
        }
        Shell started = launch(planned, budget -> {});
        StartupReport report = Uninterrupted.await(started::awaitStartup);
        stop("rehearsed up to " + last);
        return report;
    }

    Shell launch(Consumer<Duration> onDescent) {
        return launch(null, onDescent);
    }

    /** Validates everything and sets the engine going. */
    private Shell launch(@Nullable Rehearsal planned, Consumer<Duration> onDescent) {
        Shell launched = begin(planned, onDescent);
        launched.drivenByItsTime();
        return launched;
    }

    private Shell begin(@Nullable Rehearsal planned, Consumer<Duration> onDescent) {
        synchronized (lock) {
            requireNew("start is refused");
            Phase last = planned == null ? Phase.SERVE : planned.last();
            List<Attachment> around = planned == null ? List.copyOf(attachments) : List.of();
            var all = handles.values().stream()
                    .filter(handle -> handle.component().phase().compareTo(last) <= 0)
                    .toList();
            Plan plan = Planner.plan(
                    all.stream().<Component<?>>map(Handle::component).toList(),
                    Attachments.names(around),
                    ATTACHMENT_TIMEOUT);
            Budgets budgets = settings.budgets(plan, System.getenv());
            rehearsal = planned;
            var launched = new Shell(
                    this,
                    plan,
                    budgets,
                    all,
                    around,
                    bulletin,
                    List.copyOf(settings.interceptors),
                    settings.timeSource,
                    onDescent);
            shell = launched;
            launched.begin();
            return launched;
        }
    }

    /**
     * Stops the service and returns when it has stopped. A start in progress is cancelled. Idempotent: the first reason
     * is kept, and every caller gets the same report.
     *
     * @throws IllegalStateException on a component's own thread, which would wait for itself; use {@link #requestStop}
     */
    public ShutdownReport stop(String reason) {
        String component = StartThread.componentOf(this);
        if (component != null) {
            throw new IllegalStateException(
                    "stop would wait for component '" + component + "', which calls it; use requestStop");
        }
        requestStop(reason);
        Shell running = shell;
        return running == null ? requireNonNull(stoppedUnstarted) : Uninterrupted.await(running::awaitEnd);
    }

    /** Asks the service to stop and returns at once. May be called from anywhere, any number of times. */
    public void requestStop(String reason) {
        requireNonNull(reason, "reason");
        Shell running;
        synchronized (lock) {
            running = shell;
            if (running == null && stoppedUnstarted == null) {
                stoppedUnstarted = new ShutdownReport(name, redactor.scrub(reason), Duration.ZERO, List.of());
            }
        }
        if (running != null) {
            running.post(new Event.Stop(redactor.scrub(reason)));
        }
    }

    /**
     * Starts, takes SIGTERM and SIGINT, blocks until the service has stopped, and returns the exit code. A failed start
     * is written to the log, or to standard error when no logging is bound.
     *
     * @throws IllegalStateException as {@link #start()}
     */
    public int run() {
        return new ProcessRun(this).run();
    }

    /**
     * Runs and exits the JVM with the exit code. From the first request to stop, a watchdog halts the JVM at the stop
     * budget, whatever foreign shutdown hooks, listeners or the log do. An impossible graph or impossible budgets are
     * reported as a failed start is, with exit code 78. Never returns.
     *
     * @throws IllegalStateException if the manager was started or stopped before
     */
    public void runAndExit() {
        new ProcessRun(this).runAndExit();
    }

    /** The service as others see it, now and later. */
    public LifecycleView view() {
        return view;
    }

    /** Counts the work in flight; closed when the drain is over. */
    public Gate gate() {
        return gate;
    }

    String name() {
        return name;
    }

    Redactor redactor() {
        return redactor;
    }

    /** Tells the platform why the start failed, where it looks for that. */
    void writeTerminationMessage(StartupReport report) {
        Path file;
        int bytes;
        synchronized (lock) {
            file = settings.terminationFile;
            bytes = settings.terminationBytes;
        }
        TerminationMessage.write(report, file, bytes);
    }

    /** Present from the moment that a rehearsal is launched. */
    Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    Bulletin bulletin() {
        return bulletin;
    }

    @Nullable
    Shell shell() {
        return shell;
    }

    /** The handles in the order of adding. */
    List<Handle<?>> handles() {
        synchronized (lock) {
            return List.copyOf(handles.values());
        }
    }

    boolean stoppedUnstarted() {
        synchronized (lock) {
            return stoppedUnstarted != null;
        }
    }
}
