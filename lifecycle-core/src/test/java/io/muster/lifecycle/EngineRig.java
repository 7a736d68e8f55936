package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Drives an {@link Engine} by hand: a clock that only the test moves, and components whose code only the test ends.
 *
 * <p>The clock begins two seconds before it overflows, since {@code nanoTime} may do so too.
 */
final class EngineRig {
    static final Budgets BUDGETS = new Budgets(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(10),
            Duration.ZERO);

    private static final long BEGINNING = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Plan plan;
    private final Engine engine;
    private final EngineEvents events = new EngineEvents();
    private final Map<Integer, Command.Run> running = new HashMap<>();
    private final Map<Integer, Command.Run> abandoned = new HashMap<>();
    private final Set<String> cancelled = new TreeSet<>();
    private final Set<String> readable = new TreeSet<>();
    private final List<Duration> stopShares = new ArrayList<>();
    private boolean awaitsQuiet;
    private boolean gateClosed;
    private double random = 0.5;
    private long now = BEGINNING;
    private long stopAt = BEGINNING;

    EngineRig(Budgets budgets, Component<?>... components) {
        plan = Planner.plan(List.of(components), List.of(), Duration.ofSeconds(10));
        engine = new Engine(plan, budgets, () -> random);
    }

    /** Begins the start at once, with {@link #BUDGETS}. */
    static EngineRig started(Component<?>... components) {
        return started(BUDGETS, components);
    }

    static EngineRig started(Budgets budgets, Component<?>... components) {
        var rig = new EngineRig(budgets, components);
        rig.give(new Event.Begin());
        return rig;
    }

    /** The next backoff is spread by this much of its range: 0 the shortest, 1 the longest. */
    EngineRig jitter(double share) {
        random = share;
        return this;
    }

    /** Lets time pass; every alarm in between rings at its own moment. */
    EngineRig advance(Duration duration) {
        long until = now + duration.toNanos();
        while (engine.untilNext(now) <= until - now) {
            now += engine.untilNext(now);
            obey(engine.tick(now));
        }
        now = until;
        return this;
    }

    /** Whatever runs for this component returns, and returns what is good. */
    EngineRig succeed(String name) {
        Command.Run run = ended(name);
        return run.step() == Step.CHECK
                ? give(new Event.Asked(run.node(), run.attempt(), HealthResult.up()))
                : give(new Event.Done(run.node(), run.step(), run.attempt(), true));
    }

    /** The start returns a value that there is no way to stop. */
    EngineRig succeedWithNothingToStop(String name) {
        Command.Run run = ended(name);
        return give(new Event.Done(run.node(), run.step(), run.attempt(), false));
    }

    /** Whatever runs for this component throws. */
    EngineRig fail(String name, Failure failure) {
        Command.Run run = ended(name);
        return give(new Event.Broke(run.node(), run.step(), run.attempt(), fault(name, failure)));
    }

    /** Each of them throws the same. */
    EngineRig fail(Failure failure, String... names) {
        for (String name : names) {
            fail(name, failure);
        }
        return this;
    }

    EngineRig answer(String name, HealthStatus status) {
        Command.Run run = ended(name);
        HealthResult result = switch (status) {
            case UP -> HealthResult.up();
            case DEGRADED -> HealthResult.degraded("slow");
            case UNKNOWN -> HealthResult.unknown("no answer yet");
            case DOWN -> HealthResult.down(Failure.UNAVAILABLE, "refused");
        };
        return give(new Event.Asked(run.node(), run.attempt(), result));
    }

    /** A start or stop that was abandoned returns after all. */
    EngineRig returnsLate(String name) {
        Command.Run run = abandoned.remove(index(name));
        assertThat(run).as("what was abandoned of '%s'", name).isNotNull();
        return give(new Event.Done(run.node(), run.step(), run.attempt(), run.step() == Step.START));
    }

    EngineRig stop(String reason) {
        if (engine.state().compareTo(LifecycleState.RUNNING) <= 0) {
            stopAt = now;
        }
        return give(new Event.Stop(reason));
    }

    /** Nothing is in flight any more, as was asked; some work had been before. */
    EngineRig quiet() {
        return quiet(1);
    }

    /** The same after so much work in all; should the gate close upon that, no work has come in just before. */
    EngineRig quiet(int entered) {
        boolean closed = gateClosed;
        quietOnce(entered);
        return gateClosed && !closed ? quietOnce(entered) : this;
    }

    /** Forgets that the engine has asked for quiet. */
    EngineRig quietLost() {
        awaitsQuiet = false;
        return this;
    }

    EngineRig quietOnce(int entered) {
        assertThat(awaitsQuiet).as("the engine has asked for quiet").isTrue();
        awaitsQuiet = false;
        return give(new Event.Quiet(entered, gateClosed));
    }

    EngineRig give(Event event) {
        obey(engine.handle(event, now));
        obey(engine.tick(now));
        return this;
    }

    static Fault fault(String name, Failure failure) {
        return Fault.of(failure, name, name + " is " + failure);
    }

    private Command.Run ended(String name) {
        Command.Run run = running.remove(index(name));
        assertThat(run).as("what runs of '%s' (running: %s)", name, running()).isNotNull();
        return run;
    }

    int index(String name) {
        return plan.byName().get(name);
    }

    private String name(int node) {
        return plan.nodes().get(node).name();
    }

    private void obey(List<Command> commands) {
        for (Command command : commands) {
            if (command instanceof Command.Run run) {
                assertThat(running.put(run.node(), run))
                        .as("'%s' runs already", name(run.node()))
                        .isNull();
                if (run.step() == Step.STOP) {
                    stopShares.add(Duration.ofNanos(run.nanos()));
                }
            } else if (command instanceof Command.Cancel cancel) {
                cancelled.add(name(cancel.node()));
            } else if (command instanceof Command.Abandon abandon) {
                Command.Run run = running.remove(abandon.node());
                assertThat(run)
                        .as("what is abandoned of '%s'", name(abandon.node()))
                        .isNotNull();
                abandoned.put(run.node(), run);
                engine.tracks()[run.node()].hung(run.step(), run.step() + " of " + name(run.node()));
            } else if (command instanceof Command.Publish publish) {
                readable.add(name(publish.node()));
            } else if (command instanceof Command.Retract retract) {
                readable.remove(name(retract.node()));
            } else if (command instanceof Command.CloseGate) {
                gateClosed = true;
            } else if (command instanceof Command.AwaitQuiet) {
                awaitsQuiet = true;
            } else if (command instanceof Command.Tell tell) {
                tell.message().accept(events);
            }
        }
    }

    /** What runs now, such as {@code START db}. */
    Set<String> running() {
        return running.values().stream()
                .map(run -> run.step() + " " + name(run.node()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The time that the running step was given. */
    Duration allowed(String name) {
        return Duration.ofNanos(running.get(index(name)).nanos());
    }

    /** What listeners were told since the last call. */
    List<String> told() {
        return events.taken();
    }

    boolean awaitsQuiet() {
        return awaitsQuiet;
    }

    boolean gateClosed() {
        return gateClosed;
    }

    Set<String> cancelled() {
        return cancelled;
    }

    Set<String> readable() {
        return readable;
    }

    List<Duration> stopShares() {
        return stopShares;
    }

    LifecycleState state() {
        return engine.state();
    }

    Duration elapsed() {
        return Duration.ofNanos(now - BEGINNING);
    }

    Engine engine() {
        return engine;
    }

    StartupReport startup() {
        return new Reports(engine, "orders", NOON, BEGINNING, now).startup();
    }

    ComponentStart startup(String name) {
        return startup().components().get(index(name));
    }

    ShutdownReport shutdown() {
        return new Reports(engine, "orders", NOON, stopAt, now).shutdown();
    }

    ComponentStop shutdown(String name) {
        return shutdown().components().stream()
                .filter(stop -> stop.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("'" + name + "' was not stopped"));
    }
}
