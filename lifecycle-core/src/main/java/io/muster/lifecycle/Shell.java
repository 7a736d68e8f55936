package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads around the {@link Engine}: one feeds it, one tells listeners, and each running action has its own.
 *
 * <p>Only the engine's thread touches the engine and its tracks. It runs no foreign code and takes no lock but a
 * mailbox's, so nothing that hangs can hold it up.
 */
final class Shell {
    static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);
    /** How long the last events may take to be told before their thread is left alone; less than the watchdog waits. */
    private static final long LAST_EVENTS_MILLIS = 1_000;

    private final String service;
    private final Plan plan;
    private final Engine engine;
    private final Actions actions;
    private final Bulletin bulletin;
    private final Redactor redactor;
    private final Gate gate;
    private final TimeSource time;
    private final Optional<Rehearsal> rehearsal;
    private final Consumer<Duration> onDescent;
    private final List<ComponentView> fixed;
    private final Mailbox<Event> mailbox = new Mailbox<>();
    private final AtomicReferenceArray<@Nullable Running> running;
    private final Driver driver = new Driver(mailbox);
    private final CompletableFuture<StartupReport> startup = new CompletableFuture<>();
    private final CompletableFuture<ShutdownReport> end = new CompletableFuture<>();

    private final Thread thread;
    private volatile LifecycleState state = LifecycleState.NEW;
    private volatile String reason = "";
    private final Map<Integer, HealthResult> results = new ConcurrentHashMap<>();
    private final Unbegun unbegun = new Unbegun();
    private long begunAt;
    private long stopAt;
    private Instant begunInstant = Instant.EPOCH;

    /** {@code onDescent} hears on the engine's own thread, at the first step down, how long the whole way down may take. */
    Shell(
            LifecycleManager manager,
            Plan plan,
            Budgets budgets,
            List<Handle<?>> handles,
            List<Attachment> attachments,
            Bulletin bulletin,
            List<Interceptor> interceptors,
            TimeSource time,
            Consumer<Duration> onDescent) {
        this.service = manager.name();
        this.plan = plan;
        this.redactor = manager.redactor();
        this.gate = manager.gate();
        this.bulletin = bulletin;
        this.time = time;
        this.onDescent = onDescent;
        this.rehearsal = manager.rehearsal();
        this.engine =
                new Engine(plan, budgets, () -> ThreadLocalRandom.current().nextDouble());
        this.thread = ActionThreads.platform("muster-" + service + "-engine", this::loop);
        this.running = new AtomicReferenceArray<>(plan.nodes().size());
        this.actions = new Actions(manager, this, plan, handles, attachments, interceptors);
        this.fixed = IntStream.range(attachments.size(), plan.nodes().size())
                .mapToObj(i -> view(
                        plan.nodes().get(i), handles.get(i - attachments.size()).component()))
                .toList();
    }

    private ComponentView view(Plan.Node node, Component<?> component) {
        Set<String> waitsFor = IntStream.of(node.waitsFor())
                .mapToObj(index -> plan.nodes().get(index).name())
                .collect(Collectors.toUnmodifiableSet());
        return new ComponentView(
                node.name(),
                component.phase(),
                node.required(),
                waitsFor,
                component.check() != null,
                Optional.empty(),
                component.checkPolicy(),
                Optional.empty());
    }

    /** Begins; the startup future says how it went. */
    void begin() {
        try {
            bulletin.open();
            post(rehearses() ? new Event.Rehearse() : new Event.Begin());
            thread.start();
        } catch (Throwable e) {
            // no thread to be had: nobody may wait for this service
            mailbox.close();
            broke(e);
            throw e;
        }
    }

    /** Whoever owns the time may drive this service; not under a lock, since it is foreign code. */
    void drivenByItsTime() {
        time.drives(driver);
    }

    /** Hands an event to the engine; false once everything has ended. */
    boolean post(Event event) {
        return mailbox.post(event);
    }

    private void loop() {
        try {
            begunAt = time.nanos();
            stopAt = begunAt;
            begunInstant = time.now();
            while (!engine.state().ended()) {
                Event event = mailbox.take(unbegun.sleep(engine.untilNext(time.nanos())));
                unbegun.carry();
                long now = time.nanos();
                if (event != null) {
                    if (event instanceof Event.Stop && engine.state().compareTo(LifecycleState.RUNNING) <= 0) {
                        stopAt = now;
                    }
                    List<Command> commands = engine.handle(event, now);
                    if (event instanceof Event.Asked asked) {
                        note(engine.tracks()[asked.node()]);
                    }
                    carryOut(commands, now);
                }
                carryOut(engine.tick(now), now);
                if (event instanceof Event.Settle settle) {
                    driver.answer(settle, engine.untilNext(now));
                }
            }
            end();
        } catch (Throwable e) {
            String trace = redactor.scrub(e);
            bulletin.post(() ->
                    log.error("'{}': the lifecycle engine broke, nothing is stopped any more\n{}", service, trace));
            finish();
            broke(e);
        }
    }

    private void broke(Throwable e) {
        state = LifecycleState.FAILED;
        gate.close();
        onDescent.accept(engine.budgets().rollback());
        startup.completeExceptionally(e);
        end.completeExceptionally(e);
    }

    private void carryOut(List<Command> commands, long now) {
        LifecycleState before = state;
        reason = engine.reason();
        state = engine.state();
        if (before.compareTo(LifecycleState.RUNNING) <= 0 && state.compareTo(LifecycleState.RUNNING) > 0) {
            Budgets budgets = engine.budgets();
            onDescent.accept(state == LifecycleState.DRAINING ? budgets.stop() : budgets.rollback());
        }
        if (state.compareTo(LifecycleState.STOPPING) >= 0) {
            gate.close();
        }
        var begun = new ArrayList<Running>();
        for (Command command : commands) {
            carryOut(command, begun);
        }
        publishStartup(now);
        for (Command command : commands) {
            if (command instanceof Command.Tell tell) {
                bulletin.tell(tell.message());
            }
        }
        // last: the code of an attachment may take its listener away, which is still to hear why it runs
        begun.forEach(this::begin);
    }

    /** Before anybody is told, so that a listener that looks finds it. */
    private void publishStartup(long now) {
        if (!startup.isDone() && (state == LifecycleState.RUNNING || state.ended())) {
            for (Track track : engine.tracks()) {
                note(track);
            }
            startup.complete(new Reports(engine, service, begunInstant, begunAt, now).startup());
        }
    }

    private void note(Track track) {
        if (track.result != null) {
            results.put(track.index(), track.result);
        }
    }

    private void carryOut(Command command, List<Running> begun) {
        if (command instanceof Command.Run run) {
            var next = new Running(this, run, threadName(run.node(), run.step()), state == LifecycleState.STARTING);
            running.set(run.node(), next);
            begun.add(next);
        } else if (command instanceof Command.Cancel cancel) {
            running(cancel.node()).cancel();
        } else if (command instanceof Command.Abandon abandon) {
            Running hung = running(abandon.node());
            engine.tracks()[abandon.node()].hung(hung.run().step(), hung.stack());
            hung.cancel();
        } else if (command instanceof Command.Publish publish) {
            actions.publish(publish.node());
        } else if (command instanceof Command.Retract retract) {
            actions.retract(retract.node(), retract.why());
        } else if (command instanceof Command.CloseGate) {
            gate.close();
        } else if (command instanceof Command.AwaitQuiet await) {
            gate.whenQuiet(entered -> post(new Event.Quiet(entered, await.closed())));
        }
    }

    private void begin(Running next) {
        try {
            next.start(actions::perform, driver);
            unbegun.add(next);
        } catch (OutOfMemoryError e) {
            // no thread to be had: as if the code had said so itself
            post(actions.broke(next.run(), e));
        }
    }

    private Running running(int node) {
        return requireNonNull(running.get(node), "the engine cancels only what runs");
    }

    private String threadName(int node, Step step) {
        return "muster-" + service + "-" + plan.nodes().get(node).name() + "-"
                + step.name().toLowerCase(Locale.ROOT);
    }

    private void end() {
        ShutdownReport report = new Reports(engine, service, begunInstant, stopAt, time.nanos()).shutdown();
        report.components().stream()
                .filter(stop -> !plan.byName().containsKey(stop.name()))
                .forEach(stop -> bulletin.post(() -> LogListener.attachmentNotClosed(service, stop)));
        finish();
        end.complete(report);
    }

    private void finish() {
        mailbox.close();
        try {
            stopLateStarts();
            bulletin.close(LAST_EVENTS_MILLIS);
        } catch (InterruptedException e) {
            log.debug("interrupted while the last events were told", e);
        }
    }

    /** A start that returned just too late for the engine must not leave a value that nobody stops. */
    private void stopLateStarts() throws InterruptedException {
        for (Event event = mailbox.take(0); event != null; event = mailbox.take(0)) {
            if (event instanceof Event.Done late && late.step() == Step.START) {
                stopOrphan(late.node());
            } else if (event instanceof Event.Settle settle) {
                settle.settled().complete(Long.MAX_VALUE);
            }
        }
    }

    private void stopOrphan(int node) {
        try {
            ActionThreads.platform(threadName(node, Step.STOP), () -> actions.stopOrphan(node))
                    .start();
        } catch (OutOfMemoryError e) {
            bulletin.post(() -> log.warn(
                    "{}: '{}' started too late and is not stopped: no thread is to be had",
                    service,
                    plan.nodes().get(node).name()));
        }
    }

    List<ComponentView> components() {
        int offset = plan.nodes().size() - fixed.size();
        return IntStream.range(0, fixed.size())
                .mapToObj(i -> current(fixed.get(i), i + offset))
                .toList();
    }

    private ComponentView current(ComponentView base, int node) {
        return new ComponentView(
                base.name(),
                base.phase(),
                base.required(),
                base.waitsFor(),
                base.checked(),
                Optional.ofNullable(actions.check(node)),
                base.policy(),
                Optional.ofNullable(results.get(node)));
    }

    /** What is not finished, for whoever ends the process now. */
    List<String> unfinished() {
        return IntStream.range(0, running.length())
                .filter(i -> {
                    Running last = running.get(i);
                    return last != null && last.alive();
                })
                .mapToObj(i -> plan.nodes().get(i).name())
                .toList();
    }

    StartupReport awaitStartup() throws InterruptedException {
        return await(startup);
    }

    ShutdownReport awaitEnd() throws InterruptedException {
        ShutdownReport report = await(end);
        thread.join();
        return report;
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lifecycle engine broke", e.getCause());
        }
    }

    Optional<StartupReport> startup() {
        return startup.isDone() && !startup.isCompletedExceptionally() ? Optional.of(startup.join()) : Optional.empty();
    }

    /**
     * The exceptions behind a failed start, first to last, fatal ones first, fit to be printed; safe to read once the end
     * was awaited.
     */
    List<Throwable> causes() {
        return Arrays.stream(engine.tracks())
                .sorted(Comparator.comparing((Track track) -> !track.node.required())
                        .thenComparingLong(track -> track.settledAt - begunAt))
                .flatMap(track -> Stream.ofNullable(track.fault))
                .flatMap(fault -> Stream.ofNullable(fault.cause()))
                .map(cause -> Scrubbed.of(cause, redactor))
                .toList();
    }

    LifecycleState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    Redactor redactor() {
        return redactor;
    }

    boolean rehearses() {
        return rehearsal.isPresent();
    }

    /** Whether a rehearsal leaves this component out. */
    boolean skips(String component) {
        return rehearsal.map(Rehearsal::skipped).orElse(Set.of()).contains(component);
    }

    TimeSource time() {
        return time;
    }
}
