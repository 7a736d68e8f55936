package io.muster.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * The state machine of one service: events in, commands out, and nothing else.
 *
 * <p>It has no threads, reads no clock and calls no foreign code, so that every interleaving can be replayed. The shell
 * around it feeds it from one thread.
 */
final class Engine {
    private final Plan plan;
    private final Budgets budgets;
    private final DoubleSupplier random;
    private final Track[] tracks;
    private final Timers timers = new Timers();
    private final Starting starting;
    private final Draining draining;
    private final Stopping stopping;

    private LifecycleState state = LifecycleState.NEW;
    private String reason = "";
    private List<Command> commands = new ArrayList<>();

    Engine(Plan plan, Budgets budgets, DoubleSupplier random) {
        this.plan = plan;
        this.budgets = budgets;
        this.random = random;
        this.tracks = plan.nodes().stream().map(Track::new).toArray(Track[]::new);
        this.stopping = new Stopping(this);
        this.draining = new Draining(this, stopping);
        this.starting = new Starting(this, stopping);
    }

    /** Takes one event at time {@code now} (monotonic nanoseconds) and says what to do. */
    List<Command> handle(Event event, long now) {
        if (!state.ended()) {
            accept(event, now);
        }
        return taken();
    }

    /** Lets every alarm ring that is due. */
    List<Command> tick(long now) {
        for (var timer = timers.due(now, this::awaited); timer != null; timer = timers.due(now, this::awaited)) {
            if (timer.node() < 0) {
                ring(timer.kind(), now);
            } else {
                ring(timer.kind(), tracks[timer.node()], now);
            }
        }
        return taken();
    }

    /** Nanoseconds until {@link #tick} has something to do. */
    long untilNext(long now) {
        return timers.untilNext(now, this::awaited);
    }

    /** Whether what the alarm was set for still goes on. */
    private boolean awaited(Timers.Timer timer) {
        return switch (timer.kind()) {
            case START_BUDGET, FAILURE_GRACE -> state == LifecycleState.STARTING;
            case DRAIN_DELAY, DRAIN_LIMIT, QUIET_PERIOD -> state == LifecycleState.DRAINING;
            case STOP_DEADLINE -> !state.ended();
            case STEP_TIMEOUT, RETRY, CANCEL_GRACE -> !state.ended() && tracks[timer.node()].epoch() == timer.epoch();
        };
    }

    private void accept(Event event, long now) {
        if (event instanceof Event.Begin) {
            starting.begin(now);
        } else if (event instanceof Event.Rehearse) {
            starting.rehearse(now);
        } else if (event instanceof Event.Stop stop) {
            stop(stop.reason(), now);
        } else if (event instanceof Event.Done done) {
            done(done, now);
        } else if (event instanceof Event.Asked asked) {
            Track track = tracks[asked.node()];
            if (track.activity == Track.Activity.CHECKING && track.attempt == asked.attempt()) {
                starting.asked(track, asked.result(), now);
            }
        } else if (event instanceof Event.Broke broke) {
            broke(broke, now);
        } else if (event instanceof Event.Progress progress) {
            Track track = tracks[progress.node()];
            if (track.active() && track.attempt == progress.attempt()) {
                tell(listener -> listener.componentProgress(track.name(), progress.message()));
            }
        } else if (event instanceof Event.Warned warned) {
            tracks[warned.node()].warn(warned.warning());
        } else if (event instanceof Event.Configured configured) {
            tracks[configured.node()].settings = configured.settings();
        } else if (event instanceof Event.Flawed flawed) {
            Track track = tracks[flawed.node()];
            if (track.active() && track.attempt == flawed.attempt()) {
                track.flaw = flawed.fault();
            }
        } else if (event instanceof Event.Blocked blocked) {
            blocked(blocked, now);
        } else if (event instanceof Event.Quiet quiet) {
            draining.quiet(quiet, now);
        } else if (event instanceof Event.ProbersTold) {
            draining.probersTold();
        }
    }

    private void stop(String why, long now) {
        switch (state) {
            case NEW -> {
                reason = why;
                enter(LifecycleState.STOPPED);
            }
            case STARTING -> {
                // a start that has failed already keeps its own reason
                reason = why;
                starting.cancel(now);
            }
            case RUNNING -> {
                reason = why;
                draining.begin(now);
            }
            default -> {
                // already on its way; the first reason is kept
            }
        }
    }

    private void done(Event.Done done, long now) {
        Track track = tracks[done.node()];
        switch (done.step()) {
            case START -> {
                if (track.activity == Track.Activity.STARTING && track.attempt == done.attempt()) {
                    starting.started(track, done.stoppable(), now);
                } else if (track.start == Outcome.HUNG && !track.up) {
                    stopping.late(track, done.stoppable(), now);
                }
            }
            case DRAIN -> draining.drained(track, null);
            case STOP -> stopping.stopped(track, null, now);
            case CHECK -> throw new AssertionError("a check answers with Asked");
        }
    }

    private void broke(Event.Broke broke, long now) {
        Track track = tracks[broke.node()];
        switch (broke.step()) {
            case START, CHECK -> {
                if (awaits(track, broke.step(), broke.attempt())) {
                    starting.broke(track, broke.fault(), now);
                }
            }
            case DRAIN -> draining.drained(track, broke.fault());
            case STOP -> stopping.stopped(track, broke.fault(), now);
        }
    }

    private void blocked(Event.Blocked blocked, long now) {
        Track track = tracks[blocked.node()];
        if (awaits(track, blocked.step(), blocked.attempt())) {
            starting.blocked(track, blocked.why(), now);
        }
    }

    /** Whether this is the run of a start or check whose end counts. */
    private static boolean awaits(Track track, Step step, int attempt) {
        var expected = step == Step.START ? Track.Activity.STARTING : Track.Activity.CHECKING;
        return track.activity == expected && track.attempt == attempt;
    }

    private void ring(Timers.Kind kind, long now) {
        switch (kind) {
            case START_BUDGET -> starting.budgetSpent(now);
            case FAILURE_GRACE -> starting.graceOver(now);
            case DRAIN_DELAY -> draining.delayOver(now);
            case DRAIN_LIMIT -> draining.limitReached(now);
            case QUIET_PERIOD -> draining.quietPeriodOver();
            case STOP_DEADLINE -> {
                starting.deadline(now);
                draining.deadline();
                stopping.deadline(now);
            }
            default -> throw new AssertionError(kind + " belongs to a node");
        }
    }

    private void ring(Timers.Kind kind, Track track, long now) {
        switch (kind) {
            case RETRY -> starting.retry(track, now);
            case CANCEL_GRACE -> starting.abandonCancelled(track, now);
            case STEP_TIMEOUT -> {
                if (track.activity == Track.Activity.STOPPING) {
                    stopping.hung(track, now);
                } else {
                    starting.hung(track, now);
                }
            }
            default -> throw new AssertionError(kind + " belongs to no node");
        }
    }

    void enter(LifecycleState next) {
        LifecycleState from = state;
        String why = reason;
        state = next;
        tell(listener -> listener.stateChanged(from, next, why));
    }

    void give(Command command) {
        commands.add(command);
    }

    void tell(Consumer<LifecycleListener> message) {
        commands.add(new Command.Tell(message));
    }

    private List<Command> taken() {
        List<Command> taken = commands;
        commands = new ArrayList<>();
        return taken;
    }

    void reason(String why) {
        reason = why;
    }

    LifecycleState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    boolean startFailed() {
        return starting.failed();
    }

    boolean budgetSpent() {
        return starting.isBudgetSpent();
    }

    Plan plan() {
        return plan;
    }

    Budgets budgets() {
        return budgets;
    }

    Timers timers() {
        return timers;
    }

    Track[] tracks() {
        return tracks;
    }

    double random() {
        return random.getAsDouble();
    }
}
