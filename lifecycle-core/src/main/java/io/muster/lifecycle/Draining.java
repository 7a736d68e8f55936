package io.muster.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * The engine's last service: not ready any more but still serving, until whoever routes to us knows it; then the drains,
 * and after them until nothing has been in flight for the quiet period.
 */
final class Draining {
    private final Engine engine;
    private final Stopping stopping;

    private boolean delayOver;
    private boolean told;
    private int running;

    /** No new work is taken in: what is left is work that came in just before. */
    private boolean closed;

    /** How much work had ever been taken in when nothing was in flight, or -1: the same again means quiet in between. */
    private int entered = -1;

    private long quietSince;

    Draining(Engine engine, Stopping stopping) {
        this.engine = engine;
        this.stopping = stopping;
    }

    /** Not ready from now on and for good. */
    void begin(long now) {
        engine.enter(LifecycleState.DRAINING);
        Budgets budgets = engine.budgets();
        stopping.bound(budgets.stop(), now);
        engine.timers().set(Timers.Kind.DRAIN_DELAY, now + budgets.drainDelay().toNanos());
        awaitQuiet();
    }

    /** Every prober has heard it: once no work comes any more, the rest of the delay helps nobody. */
    void probersTold() {
        if (delays() && !told) {
            told = true;
            awaitQuiet();
        }
    }

    private boolean delays() {
        return engine.state() == LifecycleState.DRAINING && !delayOver;
    }

    void delayOver(long now) {
        if (!delays()) {
            return;
        }
        delayOver = true;
        long limit = engine.budgets().inFlight().toNanos();
        engine.timers().set(Timers.Kind.DRAIN_LIMIT, now + limit);
        for (Track track : engine.tracks()) {
            if (track.node.drains() && track.up && track.stop == null) {
                running++;
                track.does(Track.Activity.DRAINING);
                engine.give(new Command.Run(track.index(), Step.DRAIN, track.attempt, limit));
            }
        }
        if (running == 0) {
            awaitQuiet();
        }
    }

    void drained(Track track, @Nullable Fault fault) {
        if (track.activity != Track.Activity.DRAINING) {
            return;
        }
        track.stopFault = fault;
        track.does(Track.Activity.IDLE);
        if (--running == 0) {
            awaitQuiet();
        }
    }

    /** Nothing is in flight, and this much has been taken in so far. */
    void quiet(Event.Quiet quiet, long now) {
        int total = quiet.entered();
        if (engine.state() != LifecycleState.DRAINING || running > 0) {
            return;
        }
        if (closed) {
            // an answer to an earlier question says nothing of what came in since, and may have taken the later one's
            // place
            if (quiet.closed()) {
                stopping.begin(now);
            } else {
                awaitQuiet();
            }
            return;
        }
        if (total != entered) {
            entered = total;
            quietSince = now;
        }
        // a service that has counted no work at all may serve without counting: it gets the whole delay, and no period
        if (!delayOver && (!told || total == 0)) {
            return;
        }
        long over = quietSince + engine.budgets().quietPeriod().toNanos();
        if (total != 0 && over - now > 0) {
            engine.timers().set(Timers.Kind.QUIET_PERIOD, over);
        } else if (delayOver) {
            close();
        } else {
            delayOver(now);
        }
    }

    /** Work may have come in since it was quiet: it is waited for too. */
    private void close() {
        closed = true;
        engine.give(new Command.CloseGate());
        awaitQuiet();
    }

    private void awaitQuiet() {
        engine.give(new Command.AwaitQuiet(closed));
    }

    void quietPeriodOver() {
        if (engine.state() == LifecycleState.DRAINING && running == 0) {
            awaitQuiet();
        }
    }

    void limitReached(long now) {
        if (engine.state() == LifecycleState.DRAINING) {
            abandonDrains();
            stopping.begin(now);
        }
    }

    /** The time for the whole stop is up. */
    void deadline() {
        if (engine.state() == LifecycleState.DRAINING) {
            abandonDrains();
            engine.enter(LifecycleState.STOPPING);
        }
    }

    private void abandonDrains() {
        for (Track track : engine.tracks()) {
            if (track.activity == Track.Activity.DRAINING) {
                engine.give(new Command.Abandon(track.index()));
                track.stopFault = Fault.of(
                        Failure.TIMEOUT,
                        track.name(),
                        "did not drain within " + Text.of(engine.budgets().inFlight()));
                track.does(Track.Activity.IDLE);
            }
        }
    }
}
