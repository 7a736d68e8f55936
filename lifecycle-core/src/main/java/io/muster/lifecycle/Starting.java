package io.muster.lifecycle;

import static io.muster.lifecycle.Track.Activity.BACKOFF;
import static io.muster.lifecycle.Track.Activity.CHECKING;
import static io.muster.lifecycle.Track.Activity.IDLE;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The engine's way up: launches what may start, retries, gives up, and hands over to the rollback. */
final class Starting {
    private final Engine engine;
    private final Stopping stopping;
    private final Attempts attempts;
    private final Track[] tracks;
    /** Required nodes of each stage that have not started. */
    private final int[] missing = new int[Plan.STAGES];

    private final ArrayDeque<Track> settled = new ArrayDeque<>();

    /** In a rehearsal a failure ends nothing. */
    private boolean goesOn;

    private int openStage = -1;
    private int unsettled;
    private boolean graceRuns;
    private boolean verified;
    private boolean budgetSpent;
    private @Nullable Track culprit;

    Starting(Engine engine, Stopping stopping) {
        this.engine = engine;
        this.stopping = stopping;
        this.attempts = new Attempts(engine);
        this.tracks = engine.tracks();
        this.unsettled = tracks.length;
        for (Track track : tracks) {
            if (track.node.required()) {
                missing[track.node.stage()]++;
            }
        }
    }

    boolean failed() {
        return culprit != null;
    }

    boolean isBudgetSpent() {
        return budgetSpent;
    }

    void begin(long now) {
        engine.enter(LifecycleState.STARTING);
        long budgetEnd = now + engine.budgets().start().toNanos();
        attempts.until(budgetEnd);
        engine.timers().set(Timers.Kind.START_BUDGET, budgetEnd);
        openStages(now);
        proceed(now);
    }

    /** As {@link #begin}, but to find out everything: what does not need what failed is tried all the same. */
    void rehearse(long now) {
        goesOn = true;
        begin(now);
    }

    /** The start action returned. */
    void started(Track track, boolean stoppable, long now) {
        track.fault = track.flaw;
        track.up = true;
        track.stoppable = stoppable;
        if (track.cancelling) {
            land(track, Outcome.CANCELLED, now);
            return;
        }
        engine.give(new Command.Publish(track.index()));
        if (track.flaw != null) {
            giveUp(track, Outcome.FAILED, now);
        } else if (track.node.checked()) {
            attempts.ask(track, now);
        } else {
            settle(track, Outcome.SUCCEEDED, now);
        }
        proceed(now);
    }

    /** The check answered. */
    void asked(Track track, HealthResult result, long now) {
        track.result = result;
        track.askedAt = now;
        if (track.cancelling) {
            land(track, Outcome.CANCELLED, now);
            return;
        }
        if (result.status().ready()) {
            track.fault = null;
            settle(track, Outcome.SUCCEEDED, now);
        } else {
            attemptFailed(
                    track, Fault.of(result.failure().orElse(Failure.UNAVAILABLE), track.name(), result.reason()), now);
        }
        proceed(now);
    }

    /** The start action or the check threw. */
    void broke(Track track, Fault fault, long now) {
        if (track.cancelling) {
            land(track, Outcome.CANCELLED, now);
        } else {
            attemptFailed(track, fault, now);
            proceed(now);
        }
    }

    /** The start action or the check needs what is missing, which is reported elsewhere. */
    void blocked(Track track, String why, long now) {
        if (track.cancelling) {
            land(track, Outcome.CANCELLED, now);
            return;
        }
        track.note = why;
        engine.give(new Command.Retract(track.index(), "was not run"));
        settle(track, Outcome.NOT_RUN, now);
        proceed(now);
    }

    void retry(Track track, long now) {
        attempts.next(track, now);
    }

    /** The start action or the check did not return in time. */
    void hung(Track track, long now) {
        abandon(track, track.activity == CHECKING ? "did not answer within " : "did not start within ", now);
        proceed(now);
    }

    /** Everything still under way is given up, unless nothing required is. */
    void budgetSpent(long now) {
        if (engine.state() != LifecycleState.STARTING) {
            return;
        }
        budgetSpent = true;
        for (Track track : tracks) {
            if (track.active()) {
                engine.give(new Command.Abandon(track.index()));
                track.fault = Fault.of(
                        Failure.TIMEOUT,
                        track.name(),
                        "was still starting when the start budget of "
                                + Text.of(engine.budgets().start()) + " was spent");
                giveUp(track, Outcome.HUNG, now);
            } else if (track.activity == BACKOFF) {
                giveUp(track, Outcome.FAILED, now);
            }
        }
        missOut(now);
        proceed(now);
    }

    /** What has not begun by the end of the start budget never will. */
    private void missOut(long now) {
        String note = "the start budget of " + Text.of(engine.budgets().start()) + " was spent before its turn";
        for (Track track : tracks) {
            if (track.start == null && track.node.required() && culprit == null) {
                culprit = track;
                track.fault = Fault.of(Failure.TIMEOUT, track.name(), note);
            }
        }
        neverReached(note, now);
    }

    private void neverReached(String note, long now) {
        for (Track track : tracks) {
            if (track.start == null && !track.cancelling) {
                notRun(track, note, now);
            }
        }
        unsettled -= settled.size();
        settled.clear();
    }

    void graceOver(long now) {
        if (engine.state() == LifecycleState.STARTING) {
            rollBack(now);
        }
    }

    /** Somebody wants the service to stop before it has started. */
    void cancel(long now) {
        rollBack(now);
    }

    /** A cancelled start did not heed the interrupt. */
    void abandonCancelled(Track track, long now) {
        engine.give(new Command.Abandon(track.index()));
        land(track, Outcome.HUNG, now);
    }

    /** The rollback has no more time: whatever does not heed its cancellation is abandoned. */
    void deadline(long now) {
        for (Track track : tracks) {
            if (track.cancelling) {
                engine.give(new Command.Abandon(track.index()));
                settle(track, Outcome.HUNG, now);
            }
        }
    }

    /** A cancelled start is over; the rollback, which waited for it, goes on. */
    private void land(Track track, Outcome outcome, long now) {
        settle(track, outcome, now);
        stopping.landed(track, now);
    }

    private void openStages(long now) {
        while (openStage < Plan.STAGES - 1 && (openStage < 0 || missing[openStage] == 0)) {
            openStage++;
            for (Track track : tracks) {
                if (track.node.stage() == openStage) {
                    launchIfReady(track, now);
                }
            }
        }
    }

    private void launchIfReady(Track track, long now) {
        boolean wanted = !budgetSpent && (goesOn || culprit == null || track.node.stage() <= Plan.VALIDATE);
        if (engine.state() == LifecycleState.STARTING
                && wanted
                && track.start == null
                && track.activity == IDLE
                && track.pending == 0
                && track.node.stage() <= openStage) {
            attempts.first(track, now);
        }
    }

    private void attemptFailed(Track track, Fault fault, long now) {
        track.fault = fault;
        boolean mayRetry = (goesOn || culprit == null) && fault.failure().retryable() && mayRetry(track);
        if (mayRetry && attempts.backOff(track, fault, now)) {
            return;
        }
        giveUp(track, Outcome.FAILED, now);
    }

    /** An optional component that is up is left to the monitor, which goes on asking it. */
    private static boolean mayRetry(Track track) {
        return track.node.required() || !track.up;
    }

    private void abandon(Track track, String what, long now) {
        Duration timeout = track.activity == CHECKING ? track.node.askTimeout() : track.node.startTimeout();
        engine.give(new Command.Abandon(track.index()));
        String message = what + Text.of(timeout);
        track.fault = Fault.of(Failure.TIMEOUT, track.name(), message);
        if (track.activity == CHECKING) {
            track.result = HealthResult.down(Failure.TIMEOUT, message);
        }
        giveUp(track, Outcome.HUNG, now);
    }

    /** The last word on a start that failed: optional ones degrade, required ones end the start. */
    private void giveUp(Track track, Outcome outcome, long now) {
        boolean required = track.node.required();
        if (goesOn && required && track.flaw == null) {
            engine.give(new Command.Retract(track.index(), "has failed"));
        }
        settle(track, !required && track.up ? Outcome.DEGRADED : outcome, now);
        if (!required) {
            return;
        }
        if (culprit == null) {
            culprit = track;
        }
        if (goesOn) {
            return;
        }
        for (Track other : tracks) {
            if (other.activity == BACKOFF) {
                giveUp(other, Outcome.FAILED, now);
            }
        }
        if (track.node.stage() > Plan.VALIDATE && !graceRuns) {
            graceRuns = true;
            engine.timers().set(Timers.Kind.FAILURE_GRACE, now + Budgets.FAILURE_GRACE.toNanos());
        }
    }

    /** Notes how a start ended and lets go of everybody who waited for it. */
    private void settle(Track first, Outcome outcome, long now) {
        if (!attempts.conclude(first, outcome, now)) {
            return;
        }
        settled.add(first);
        for (Track track = settled.poll(); track != null; track = settled.poll()) {
            unsettled--;
            if ((goesOn || track.started()) && track.node.required()) {
                missing[track.node.stage()]--;
            }
            for (int index : track.node.dependents()) {
                Track dependent = tracks[index];
                dependent.pending--;
                if (dependent.start == null
                        && !track.usable()
                        && dependent.node.needed().get(track.index())) {
                    notRun(dependent, "needs '" + track.name() + "'", now);
                } else {
                    launchIfReady(dependent, now);
                }
            }
        }
    }

    private void notRun(Track track, String note, long now) {
        track.start = Outcome.NOT_RUN;
        track.note = note;
        track.startedAt = now;
        track.settledAt = now;
        settled.add(track);
    }

    /** After each event: opens the next stage, ends the start, or turns back. */
    private void proceed(long now) {
        if (engine.state() != LifecycleState.STARTING) {
            return;
        }
        openStages(now);
        if (attempts.any()) {
            return;
        }
        if (culprit != null) {
            rollBack(now);
        } else if (unsettled == 0) {
            verify(now);
        }
    }

    /** Required checks whose answers have gone stale during a long start are asked again, once. */
    private void verify(long now) {
        if (!verified) {
            verified = true;
            for (Track track : tracks) {
                boolean stale = now - track.askedAt > track.node.checkInterval().toNanos();
                if (track.node.checked() && track.node.required() && track.started() && stale) {
                    attempts.askAgain(track, now);
                }
            }
        }
        if (!attempts.any()) {
            engine.enter(LifecycleState.RUNNING);
        }
    }

    private void rollBack(long now) {
        if (culprit != null) {
            engine.reason("'" + culprit.name() + "' failed to start");
        }
        engine.enter(LifecycleState.STOPPING);
        for (Track track : tracks) {
            if (track.active()) {
                attempts.cancel(track, now);
            } else if (track.activity == BACKOFF) {
                track.cancelling = true;
                settle(track, Outcome.CANCELLED, now);
            }
        }
        neverReached(culprit == null ? "cancelled: " + engine.reason() : "never reached", now);
        stopping.rollBack(now);
    }
}
