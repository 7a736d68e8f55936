package io.muster.lifecycle;

import static io.muster.lifecycle.Track.Activity.IDLE;
import static io.muster.lifecycle.Track.Activity.STOPPING;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine's way down: stops in reverse of what started, and ends at the deadline whatever hangs. */
final class Stopping {
    /** For a value that turned up late while the service runs and no stop budget has begun. */
    private static final Duration LATE_STOP = Duration.ofSeconds(10);

    private final Engine engine;
    private final Track[] tracks;
    /** Nodes of each stage that are not down yet. */
    private final int[] held = new int[Plan.STAGES];

    private final ArrayDeque<Track> down = new ArrayDeque<>();

    private long deadline;
    private int heldInAll;
    private int late;

    Stopping(Engine engine) {
        this.engine = engine;
        this.tracks = engine.tracks();
    }

    void rollBack(long now) {
        bound(engine.budgets().rollback(), now);
        stopAll(now);
    }

    /** The drain is over. */
    void begin(long now) {
        engine.enter(LifecycleState.STOPPING);
        stopAll(now);
    }

    void bound(Duration budget, long now) {
        deadline = now + budget.toNanos();
        engine.timers().set(Timers.Kind.STOP_DEADLINE, deadline);
    }

    private void stopAll(long now) {
        int[] order = engine.plan().order();
        for (int i = order.length - 1; i >= 0; i--) {
            Track track = tracks[order[i]];
            for (int dependent : track.node.dependents()) {
                track.holders += tracks[dependent].standing ? 1 : 0;
            }
            // one that failed passes on what waits for it
            track.standing = track.holds() || track.holders > 0;
            if (track.standing) {
                held[track.node.stage()]++;
                heldInAll++;
            }
        }
        measureHeights();
        stopFree(now);
        release(now);
    }

    /** Begins with what started last. */
    private void stopFree(long now) {
        int[] order = engine.plan().order();
        for (int i = order.length - 1; i >= 0; i--) {
            stopIfFree(tracks[order[i]], now);
        }
    }

    /** So that a share of what is left can be kept for everybody who has to wait. */
    private void measureHeights() {
        int below = 0;
        int stage = 0;
        int highest = 0;
        for (int index : engine.plan().order()) {
            Track track = tracks[index];
            if (track.node.stage() != stage) {
                stage = track.node.stage();
                below = highest;
            }
            track.height = below;
            for (int target : track.node.waitsFor()) {
                track.height = Math.max(track.height, tracks[target].height);
            }
            track.height += track.holds() && (track.stoppable || track.cancelling) ? 1 : 0;
            highest = Math.max(highest, track.height);
        }
    }

    /** A cancelled start has ended: what it made is stopped in its turn. */
    void landed(Track track, long now) {
        if (track.up) {
            stopIfFree(track, now);
        } else {
            goesDown(track);
        }
        release(now);
    }

    /** A start that was abandoned has returned after all: its value is stopped at once, out of turn. */
    void late(Track track, boolean stoppable, long now) {
        if (track.late || !stoppable) {
            return;
        }
        track.late = true;
        late++;
        Duration own = track.node.stopTimeout();
        long share = (own == null ? LATE_STOP : own).toNanos();
        run(track, engine.state() == LifecycleState.STOPPING ? Math.min(share, deadline - now) : share, now);
    }

    void stopped(Track track, @Nullable Fault fault, long now) {
        if (track.activity != STOPPING) {
            return;
        }
        if (fault != null) {
            track.stopFault = fault;
        }
        conclude(track, outcome(track), now);
        release(now);
    }

    /** Its drain counts too. */
    private static Outcome outcome(Track track) {
        return track.stopFault == null ? Outcome.SUCCEEDED : Outcome.FAILED;
    }

    /** A stop did not return in time. */
    void hung(Track track, long now) {
        abandon(track, now);
        release(now);
    }

    /** Time is up: whatever still runs is abandoned, whatever has not begun never will. */
    void deadline(long now) {
        for (Track track : tracks) {
            if (track.activity == STOPPING) {
                abandon(track, now);
            } else if (track.holds()) {
                track.stop = Outcome.NOT_RUN;
                track.stopFault = Fault.of(Failure.TIMEOUT, track.name(), "was not stopped: the time was up");
                engine.give(new Command.Retract(track.index(), "was not stopped in time"));
            }
        }
        finish();
    }

    private void stopIfFree(Track track, long now) {
        if (!track.standing || track.holders > 0 || track.cancelling || (track.up && track.activity == STOPPING)) {
            return;
        }
        if (!track.up) {
            goesDown(track);
            return;
        }
        for (int stage = track.node.stage() + 1; stage < held.length; stage++) {
            if (held[stage] > 0) {
                return;
            }
        }
        if (track.stoppable) {
            long left = Math.max(0, deadline - now);
            Duration own = track.node.stopTimeout();
            run(track, own == null ? left / Math.max(1, track.height) : Math.min(own.toNanos(), left), now);
        } else {
            track.stop = outcome(track);
            track.stoppingAt = now;
            track.stoppedAt = now;
            engine.give(new Command.Retract(track.index(), "has stopped"));
            goesDown(track);
        }
    }

    private void goesDown(Track track) {
        track.standing = false;
        down.add(track);
    }

    private void run(Track track, long share, long now) {
        track.stoppingAt = now;
        track.does(STOPPING);
        engine.timers().set(Timers.Kind.STEP_TIMEOUT, now + share, track);
        engine.give(new Command.Run(track.index(), Step.STOP, track.attempt, share));
        if (!track.node.attachment()) {
            engine.tell(listener -> listener.componentStopping(track.name()));
        }
    }

    private void abandon(Track track, long now) {
        engine.give(new Command.Abandon(track.index()));
        track.stopFault =
                Fault.of(Failure.TIMEOUT, track.name(), "did not stop within " + Text.ofNanos(now - track.stoppingAt));
        conclude(track, Outcome.HUNG, now);
    }

    private void conclude(Track track, Outcome outcome, long now) {
        track.stop = outcome;
        track.stoppedAt = now;
        track.does(IDLE);
        engine.give(new Command.Retract(track.index(), "has stopped"));
        if (track.late) {
            late--;
        } else {
            goesDown(track);
        }
        if (track.node.attachment()) {
            return;
        }
        var duration = Duration.ofNanos(now - track.stoppingAt);
        if (outcome == Outcome.HUNG) {
            engine.tell(listener -> listener.componentAbandoned(
                    track.name(), duration, track.stopStack == null ? "" : track.stopStack));
        } else {
            var failure = Optional.ofNullable(track.stopFault)
                    .map(fault -> fault.findings().get(0));
            engine.tell(listener -> listener.componentStopped(track.name(), duration, failure));
        }
    }

    /** Lets go of whatever waited for the nodes that are down now, and ends when nothing is left. */
    private void release(long now) {
        for (Track track = down.poll(); track != null; track = down.poll()) {
            int stage = track.node.stage();
            held[stage]--;
            heldInAll--;
            int[] targets = track.node.waitsFor();
            for (int i = targets.length - 1; i >= 0; i--) {
                tracks[targets[i]].holders--;
                stopIfFree(tracks[targets[i]], now);
            }
            if (held[stage] == 0) {
                stopFree(now);
            }
        }
        if (heldInAll == 0 && late == 0 && engine.state() == LifecycleState.STOPPING) {
            finish();
        }
    }

    private void finish() {
        engine.enter(engine.startFailed() ? LifecycleState.FAILED : LifecycleState.STOPPED);
    }
}
