package io.muster.lifecycle;

import static io.muster.lifecycle.Track.Activity.BACKOFF;
import static io.muster.lifecycle.Track.Activity.CHECKING;
import static io.muster.lifecycle.Track.Activity.IDLE;
import static io.muster.lifecycle.Track.Activity.STARTING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The engine's hand on single starts: has them run, asked and tried again, and notes and tells how they ended. */
final class Attempts {
    private final Engine engine;
    private long budgetEnd;
    private int busy;

    Attempts(Engine engine) {
        this.engine = engine;
    }

    /** No step gets more time than the start budget has left. */
    void until(long end) {
        budgetEnd = end;
    }

    /** Whether a start runs, is asked or waits to be tried again. */
    boolean any() {
        return busy > 0;
    }

    void first(Track track, long now) {
        track.startedAt = now;
        track.attempt = 1;
        track.tries = 1;
        track.retryUntil = now + track.node.retry().budget().toNanos();
        if (!track.node.attachment()) {
            engine.tell(listener -> listener.componentStarting(track.name()));
        }
        attempt(track, now);
    }

    void next(Track track, long now) {
        busy--;
        track.attempt++;
        track.tries++;
        attempt(track, now);
    }

    private void attempt(Track track, long now) {
        if (track.node.starts() && !track.up) {
            busy++;
            track.does(STARTING);
            run(track, Step.START, track.node.startTimeout(), now);
        } else {
            track.up = true;
            ask(track, now);
        }
    }

    void ask(Track track, long now) {
        if (track.activity != STARTING) {
            busy++;
        }
        track.does(CHECKING);
        run(track, Step.CHECK, track.node.askTimeout(), now);
    }

    /** An answer that has gone stale is wanted again, with a retry budget of its own. */
    void askAgain(Track track, long now) {
        track.attempt++;
        track.retryUntil = now + track.node.retry().budget().toNanos();
        ask(track, now);
    }

    private void run(Track track, Step step, Duration timeout, long now) {
        long nanos = timeout.toNanos();
        engine.timers().set(Timers.Kind.STEP_TIMEOUT, now + nanos, track);
        engine.give(new Command.Run(track.index(), step, track.attempt, Math.min(nanos, budgetEnd - now)));
    }

    /** Has it tried again after a while, if its retry budget reaches that far. */
    boolean backOff(Track track, Fault fault, long now) {
        long delay = track.node.retry().delayNanos(track.attempt, engine.random());
        if (now + delay - track.retryUntil > 0) {
            return false;
        }
        int failedAttempt = track.attempt;
        Finding failure = fault.findings().get(0);
        track.does(BACKOFF);
        engine.timers().set(Timers.Kind.RETRY, now + delay, track);
        engine.tell(
                listener -> listener.componentRetrying(track.name(), failedAttempt, failure, Duration.ofNanos(delay)));
        return true;
    }

    /** Tells the code that it is not wanted any more; its own timeout must not ring after that. */
    void cancel(Track track, long now) {
        track.cancelling = true;
        engine.give(new Command.Cancel(track.index()));
        track.does(track.activity);
        engine.timers().set(Timers.Kind.CANCEL_GRACE, now + Budgets.CANCEL_GRACE.toNanos(), track);
    }

    /** Notes and tells how a start ended; false if it had ended before and was only asked once more. */
    boolean conclude(Track track, Outcome outcome, long now) {
        if (track.activity != IDLE) {
            busy--;
        }
        boolean cancelled = track.cancelling;
        boolean again = track.start != null;
        track.cancelling = false;
        track.start = outcome;
        track.does(IDLE);
        if (cancelled) {
            track.note = "cancelled: " + engine.reason();
        }
        if (!again) {
            track.settledAt = now;
            tell(track, outcome, cancelled, Duration.ofNanos(now - track.startedAt));
        }
        return !again;
    }

    private void tell(Track track, Outcome outcome, boolean cancelled, Duration duration) {
        if (track.node.attachment()) {
            return;
        }
        if (track.started()) {
            var result = Optional.ofNullable(track.result);
            engine.tell(listener -> listener.componentStarted(track.name(), duration, result));
            return;
        }
        if (!track.up) {
            engine.give(new Command.Retract(track.index(), "did not start"));
        }
        var failures = cancelled ? List.<Finding>of() : track.findings();
        engine.tell(listener -> listener.componentFailed(track.name(), duration, outcome, failures));
    }
}
