package io.muster.lifecycle;

import java.util.ArrayDeque;

/**
 * The gate as the engine meets it: what it says takes a while to arrive, and work may enter meanwhile. One piece of work
 * had come before the drain, and one more may.
 */
final class ModelGate {
    private static final int MOST = 2;

    /** Nothing was in flight after so much work, the last of which entered or left then. */
    record Quiet(int entered, long lastAt, boolean closed) {}

    private final ArrayDeque<Quiet> said = new ArrayDeque<>();
    private int entered = 1;
    private long lastAt = Long.MIN_VALUE;
    private boolean asked;
    private boolean askedClosed;
    private boolean closed;
    private boolean inFlight;

    void obey(Command command) {
        closed |= command instanceof Command.CloseGate;
        if (command instanceof Command.AwaitQuiet await) {
            asked = true;
            askedClosed = await.closed();
            sayIfQuiet();
        }
    }

    private void sayIfQuiet() {
        if (asked && !inFlight) {
            asked = false;
            said.add(new Quiet(entered, lastAt, askedClosed));
        }
    }

    boolean mayEnter() {
        return !closed && entered < MOST;
    }

    boolean inFlight() {
        return inFlight;
    }

    void enter(long now) {
        entered++;
        lastAt = now;
        inFlight = true;
    }

    void leave(long now) {
        lastAt = now;
        inFlight = false;
        sayIfQuiet();
    }

    boolean hasSaidQuiet() {
        return !said.isEmpty();
    }

    Quiet quiet() {
        return said.remove();
    }

    void describe(long now, long period, StringBuilder into) {
        into.append('g')
                .append(entered)
                .append(asked)
                .append(askedClosed)
                .append(closed)
                .append(inFlight);
        into.append(age(lastAt, now, period));
        said.forEach(quiet -> into.append('q')
                .append(quiet.entered())
                .append(quiet.closed())
                .append('@')
                .append(age(quiet.lastAt(), now, period)));
    }

    /** Longer ago than the quiet period is all the same. */
    private static long age(long at, long now, long period) {
        return at == Long.MIN_VALUE ? period : Math.min(now - at, period);
    }
}
