package io.muster.health;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private final LifecycleView view;
    private final LifeSigns life;
    private final Time time;
    private final DoubleSupplier random;
    private final Supplier<Machine> machine;
    private final Changes changes;
    private final long bornAt;

    private final Roster roster;
    private final Agenda agenda;

    private LifecycleState state = LifecycleState.NEW;
    private Instant since;
    private boolean hasRun;
    /** Whether something has turned since the last snapshot. */
    private boolean turned;

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
        this.roster = new Roster(view, random);
        this.bornAt = time.nanos();
        this.agenda = new Agenda(wake, bornAt);
        this.since = time.now();
        this.published = new Published(take(), bornAt);
        changes.tell(published.snapshot());
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
        return agenda.next(time.nanos(), time.now());
    }

    /** Whether a check waits for a thread. */
    synchronized boolean due() {
        return agenda.due(time.nanos());
    }

    /** The checks whose run in flight has not answered in time. */
    synchronized List<CheckTrack> overdue() {
        return agenda.overdue(time.nanos());
    }

    void miss(CheckTrack track, String stack) {
        String scrubbed = view.redactor().scrub(stack);
        synchronized (this) {
            track.miss(time.nanos(), time.now(), scrubbed);
            heard(track);
        }
    }

    void answer(CheckTrack track, HealthResult result) {
        HealthResult scrubbed = taken(result);
        synchronized (this) {
            CheckTrack heir = agenda.ended(track) ? roster.find(track.name()) : track;
            if (heir != null) {
                agenda.freed(heir);
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
        agenda.plan(track);
        if (track.turned()) {
            turn();
        }
        if (track.fell()) {
            roster.below(track.name()).forEach(this::hasten);
        }
    }

    /** A symptom shows: what it waits for is asked at once, so that the root is known soon. */
    private void hasten(String name) {
        CheckTrack track = roster.find(name);
        if (track != null) {
            track.heed(time.nanos(), time.now());
            track.hasten(time.nanos());
            agenda.plan(track);
        }
    }

    synchronized CheckTrack join(RuntimeCheck joining) {
        CheckTrack track = roster.join(joining);
        if (StateTable.serves(state)) {
            track.ask(joining.check(), time.nanos(), random.getAsDouble());
            agenda.join(track);
        }
        turn();
        return track;
    }

    synchronized void remove(CheckTrack track) {
        if (listed(track)) {
            roster.leave(track);
            agenda.leave(track);
            track.retire();
            turn();
        }
    }

    private void turn() {
        turned = true;
        agenda.wakeBy(time.nanos());
    }

    /** Whether a component or a check has this name. Takes a lock only for what may have been added a moment ago. */
    boolean knows(String name) {
        if (!roster.knows(name) && published.snapshot().state().compareTo(LifecycleState.RUNNING) < 0) {
            follow(true);
        }
        return roster.knows(name);
    }

    /** The check of this name; null when there is none. */
    @Nullable
    CheckTrack find(String name) {
        return roster.find(name);
    }

    /** Scrubbed; a run ends whatever its answer is. */
    private HealthResult taken(HealthResult result) {
        try {
            return scrub(result);
        } catch (RuntimeException | Error e) {
            return HealthResult.down(
                    Failure.BUG, "its answer cannot be taken: " + e.getClass().getSimpleName());
        }
    }

    private HealthResult scrub(HealthResult result) {
        if (result.reason().isEmpty() && result.details().isEmpty()) {
            return result;
        }
        var details = new LinkedHashMap<String, String>();
        result.details().forEach((name, value) -> details.put(scrub(name), scrub(value)));
        String reason = Text.line(view.redactor().scrub(result.reason()), LONGEST);
        return new HealthResult(result.status(), reason, details, result.failure());
    }

    private String scrub(String text) {
        return Text.shorten(view.redactor().scrub(text), LONGEST);
    }

    /** The caller is up: whatever changes from here on makes it come back, however soon it would sleep. */
    synchronized void awake() {
        agenda.awake(time.nanos());
    }

    /** Nanoseconds until a check or the snapshot needs somebody; from then on the caller sleeps so long. */
    synchronized long untilNext() {
        return Math.max(0, agenda.sleep(published.renewedAt() + RENEWAL.toNanos()) - time.nanos());
    }

    /** Whether something has turned, or the snapshot is a second old: what nobody waits for need not be said at once. */
    synchronized boolean wantsRenewal() {
        return turned
                || time.nanos() - published.renewedAt() >= RENEWAL.toNanos()
                || published.snapshot().state() != state();
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
        turned = false;
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
            roster.tracks().forEach(agenda::plan);
        }
        if (next.compareTo(LifecycleState.STOPPING) >= 0) {
            hasRun = hasRun || view.startup().filter(Board::succeeded).isPresent();
            agenda.clear();
            roster.tracks().forEach(CheckTrack::retire);
        }
        state = next;
        since = instant;
    }

    private static boolean succeeded(StartupReport report) {
        return report.outcome() == Outcome.SUCCEEDED || report.outcome() == Outcome.DEGRADED;
    }
}
