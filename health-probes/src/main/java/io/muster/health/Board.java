package io.muster.health;

import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All checks of one service, and the snapshot that follows from them.
 *
 * <p>Thread-safe by its own monitor; no foreign code but the view's getters runs under it, and it starts no thread.
 */
final class Board {
    /** More of a reason or a detail is not kept. */
    private static final int LONGEST = 2_000;

    private final LifecycleView view;
    private final LifeSigns life;
    private final Time time;
    private final DoubleSupplier random;
    private final Supplier<Machine> machine;
    private final Changes changes;
    private final Runnable wake;
    private final long bornAt;

    private final Roster roster;
    private final Schedule schedule = new Schedule();
    private final Set<CheckTrack> inFlight = new LinkedHashSet<>();
    /** Removed checks whose run is still in flight, by name. */
    private final Map<String, CheckTrack> leaving = new HashMap<>();

    private LifecycleState state = LifecycleState.NEW;
    private Instant since;
    private boolean hasRun;
    private long wakesAt;
    private volatile Published published;

    Board(
            LifecycleView view,
            LifeSigns life,
            Time time,
            DoubleSupplier random,
            Supplier<Machine> machine,
            Consumer<Consumer<HealthListener>> post,
            Runnable wake) {
        this.view = view;
        this.life = life;
        this.time = time;
        this.random = random;
        this.machine = machine;
        this.changes = new Changes(post);
        this.wake = wake;
        this.roster = new Roster(view, random);
        this.bornAt = time.nanos();
        this.wakesAt = bornAt;
        this.since = time.now();
        this.published = new Published(take(), bornAt);
    }

    /** The service's state; it runs only once its startup report, which names what is missing, is there. */
    LifecycleState state() {
        LifecycleState now = view.state();
        return now == LifecycleState.RUNNING && view.startup().isEmpty() ? LifecycleState.STARTING : now;
    }

    Published published() {
        return published;
    }

    /** Takes the next check whose turn has come; it counts as running from here on. Null when there is none. */
    synchronized @Nullable CheckTrack next() {
        long now = time.nanos();
        for (CheckTrack track = schedule.take(now); track != null; track = schedule.take(now)) {
            track.heed(now, time.now());
            if (track.due(now)) {
                begin(track, now);
                return track;
            }
            schedule.put(track);
        }
        return null;
    }

    private void begin(CheckTrack track, long now) {
        track.begin(now);
        inFlight.add(track);
        wakeBy(track.missAt());
    }

    /** Whether a check waits for a thread. */
    synchronized boolean due() {
        return schedule.due(time.nanos());
    }

    /** The checks whose run in flight has not answered in time. */
    synchronized List<CheckTrack> overdue() {
        long now = time.nanos();
        return inFlight.stream().filter(track -> track.overdue(now)).toList();
    }

    void miss(CheckTrack track, String stack) {
        String scrubbed = view.redactor().scrub(stack);
        synchronized (this) {
            track.miss(time.nanos(), time.now(), scrubbed);
            heard(track);
        }
    }

    void answer(CheckTrack track, HealthResult result) {
        HealthResult scrubbed = scrub(result);
        synchronized (this) {
            inFlight.remove(track);
            CheckTrack heir = leaving.remove(track.name(), track) ? roster.find(track.name()) : track;
            if (heir != null) {
                inFlight.remove(heir);
                heir.answer(scrubbed, time.nanos(), time.now(), random.getAsDouble());
                heard(heir);
            }
        }
    }

    void report(CheckTrack track, HealthResult result) {
        HealthResult scrubbed = scrub(result);
        synchronized (this) {
            if (listed(track)) {
                track.report(scrubbed, time.nanos(), time.now());
                heard(track);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a track that joined later under the same name is another one
    private boolean listed(CheckTrack track) {
        return roster.find(track.name()) == track;
    }

    /** After anything was heard of a check: its next run, and whether somebody must know at once. */
    private void heard(CheckTrack track) {
        if (track.check() != null && !track.running()) {
            plan(track);
        }
        if (track.turned()) {
            wakeBy(time.nanos());
            if (track.fell()) {
                ask(roster.below(track.name()));
            }
        }
    }

    /** A symptom shows: what it waits for is asked at once, so that the root is known soon. */
    private void ask(Set<String> names) {
        long now = time.nanos();
        for (String name : names) {
            CheckTrack track = roster.find(name);
            if (track != null) {
                track.heed(now, time.now());
                if (track.hasten(now)) {
                    plan(track);
                }
            }
        }
    }

    private void plan(CheckTrack track) {
        schedule.put(track);
        wakeBy(track.nextAt());
    }

    private void wakeBy(long moment) {
        if (moment - wakesAt < 0) {
            wakesAt = moment;
            wake.run();
        }
    }

    synchronized CheckTrack join(RuntimeCheck joining) {
        CheckTrack track = roster.join(joining);
        CheckTrack predecessor = leaving.get(track.name());
        if (StateTable.serves(state)) {
            track.ask(joining.check(), time.nanos(), random.getAsDouble());
            if (predecessor != null) {
                track.inherit(predecessor);
                inFlight.add(track);
            } else {
                plan(track);
            }
        }
        wakeBy(time.nanos());
        return track;
    }

    synchronized void remove(CheckTrack track) {
        if (listed(track)) {
            roster.leave(track);
            schedule.remove(track);
            inFlight.remove(track);
            if (track.running()) {
                leaving.putIfAbsent(track.name(), track);
            }
            track.retire();
            wakeBy(time.nanos());
        }
    }

    /** The check of this name; null when there is none. Takes a lock only for a name that has not been seen yet. */
    @Nullable
    CheckTrack find(String name) {
        CheckTrack track = roster.find(name);
        if (track == null) {
            follow(true);
            track = roster.find(name);
        }
        return track;
    }

    private HealthResult scrub(HealthResult result) {
        if (result.reason().isEmpty() && result.details().isEmpty()) {
            return result;
        }
        var details = new LinkedHashMap<String, String>();
        result.details().forEach((name, value) -> details.put(scrub(name), scrub(value)));
        return new HealthResult(result.status(), scrub(result.reason()), details, result.failure());
    }

    private String scrub(String text) {
        return Text.shorten(view.redactor().scrub(text), LONGEST);
    }

    /** The caller is up: whatever changes from here on makes it come back, however soon it would sleep. */
    synchronized void awake() {
        wakesAt = time.nanos() + Long.MAX_VALUE / 2;
    }

    /** Nanoseconds until a check needs somebody, {@code most} at the most; from then on the caller sleeps so long. */
    synchronized long untilNext(long most) {
        long now = time.nanos();
        long wakeAt = schedule.nextAt(now + most);
        for (CheckTrack track : inFlight) {
            wakeAt = track.missAt() - wakeAt < 0 ? track.missAt() : wakeAt;
        }
        wakesAt = wakeAt;
        return Math.max(0, wakeAt - now);
    }

    /** Publishes how everything is now, for the next five seconds; then tells what changed. */
    synchronized Snapshot renew() {
        return publish(time.nanos());
    }

    /** The same, when the state has changed since; nobody else's duty to renew is taken over. */
    Published follow() {
        return follow(false);
    }

    private synchronized Published follow(boolean always) {
        if (always || published.snapshot().state() != state()) {
            publish(published.renewedAt());
        }
        return published;
    }

    private Snapshot publish(long renewedAt) {
        Snapshot snapshot = take();
        published = new Published(snapshot, renewedAt);
        changes.tell(snapshot);
        return snapshot;
    }

    private Snapshot take() {
        long now = time.nanos();
        Instant instant = time.now();
        move(state(), now, instant);
        List<CheckSnapshot> checks = Causes.explain(
                roster.tracks().stream().map(track -> track.show(now, instant)).toList(), roster.waitsFor());
        List<Sign> signs = life.signs();
        return new Snapshot(
                view.service(),
                state,
                view.redactor().scrub(view.reason()),
                since,
                instant,
                Duration.ofNanos(now - bornAt),
                StateTable.startup(state, hasRun),
                StateTable.liveness(state, signs),
                StateTable.readiness(state, checks),
                checks,
                Causes.rootCause(checks, this::remote),
                signs,
                life.evidence(),
                machine.get(),
                view.startup());
    }

    private boolean remote(String name) {
        CheckTrack track = roster.find(name);
        return track != null && track.remote();
    }

    private void move(LifecycleState next, long now, Instant instant) {
        if (state.compareTo(LifecycleState.RUNNING) < 0) {
            roster.look(now);
        }
        if (next == state) {
            return;
        }
        if (!hasRun && StateTable.serves(next)) {
            hasRun = true;
            roster.run(now, this::scrub);
            roster.tracks().stream().filter(track -> track.check() != null).forEach(this::plan);
        }
        if (next.compareTo(LifecycleState.STOPPING) >= 0) {
            hasRun = hasRun || view.startup().filter(Board::succeeded).isPresent();
            schedule.clear();
            inFlight.clear();
            roster.tracks().forEach(CheckTrack::retire);
        }
        state = next;
        since = instant;
    }

    private static boolean succeeded(StartupReport report) {
        return report.outcome() == Outcome.SUCCEEDED || report.outcome() == Outcome.DEGRADED;
    }
}
