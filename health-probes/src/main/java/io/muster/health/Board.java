package io.muster.health;

import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All checks of one service, and the snapshot that follows from them.
 *
 * <p>Thread-safe by its own monitor; no foreign code but the view's getters runs under it, and it starts no thread.
 */
final class Board {
    private final LifecycleView view;
    private final Liveness liveness;
    private final Time time;
    private final DoubleSupplier random;
    private final Supplier<Machine> machine;
    private final Consumer<Transition> journal;
    private final long bornAt;

    private final Map<String, CheckTrack> tracks = new LinkedHashMap<>();
    private final Map<String, Set<String>> waitsFor = new HashMap<>();
    private final Map<String, CheckSnapshot> told = new HashMap<>();
    private LifecycleState state = LifecycleState.NEW;
    private Instant since;
    private LifecycleState toldIn = LifecycleState.NEW;
    private boolean hasRun;
    private boolean ready;

    Board(
            LifecycleView view,
            Liveness liveness,
            Time time,
            DoubleSupplier random,
            Supplier<Machine> machine,
            Consumer<Transition> journal) {
        this.view = view;
        this.liveness = liveness;
        this.time = time;
        this.random = random;
        this.machine = machine;
        this.journal = journal;
        this.bornAt = time.nanos();
        this.since = time.now();
    }

    /** The service's state; it runs only once its startup report, which names what is missing, is there. */
    static LifecycleState state(LifecycleView view) {
        LifecycleState state = view.state();
        return state == LifecycleState.RUNNING && view.startup().isEmpty() ? LifecycleState.STARTING : state;
    }

    /** The checks to run now; each counts as running from here on. */
    synchronized List<CheckTrack> begin() {
        long now = time.nanos();
        var due = tracks.values().stream().filter(track -> track.due(now)).toList();
        due.forEach(track -> track.begin(now));
        return due;
    }

    /** The checks whose run in flight has not answered in time. */
    synchronized List<CheckTrack> overdue() {
        long now = time.nanos();
        return tracks.values().stream().filter(track -> track.overdue(now)).toList();
    }

    synchronized void miss(CheckTrack track, String stack) {
        track.miss(time.nanos(), time.now(), view.redactor().scrub(stack));
    }

    void answer(CheckTrack track, HealthResult result) {
        HealthResult scrubbed = scrub(result);
        synchronized (this) {
            track.answer(scrubbed, time.nanos(), time.now(), random.getAsDouble());
        }
    }

    private HealthResult scrub(HealthResult result) {
        var redactor = view.redactor();
        var details = new LinkedHashMap<String, String>();
        result.details().forEach((name, value) -> details.put(redactor.scrub(name), redactor.scrub(value)));
        return new HealthResult(result.status(), redactor.scrub(result.reason()), details, result.failure());
    }

    /** Nanoseconds until a check needs somebody, {@code most} at the most. */
    synchronized long untilNext(long most) {
        long now = time.nanos();
        long wakeAt = now + most;
        for (CheckTrack track : tracks.values()) {
            wakeAt = track.wakeAt(wakeAt);
        }
        return Math.max(0, wakeAt - now);
    }

    /** How everything is now. */
    synchronized Snapshot snapshot() {
        long now = time.nanos();
        Instant instant = time.now();
        follow(state(view), now, instant);
        List<CheckSnapshot> checks = Causes.explain(
                tracks.values().stream().map(track -> track.show(now, instant)).toList(), waitsFor);
        List<Sign> signs = liveness.signs().stream()
                .map(sign -> new Sign(sign.name(), sign.alive(), view.redactor().scrub(sign.reason())))
                .toList();
        Verdict readiness = StateTable.readiness(state, checks);
        tell(checks, readiness);
        return new Snapshot(
                view.service(),
                state,
                view.redactor().scrub(view.reason()),
                since,
                instant,
                Duration.ofNanos(now - bornAt),
                StateTable.startup(state, hasRun),
                StateTable.liveness(state, signs),
                readiness,
                checks,
                signs,
                machine.get(),
                view.startup());
    }

    private void follow(LifecycleState next, long now, Instant instant) {
        if (state.compareTo(LifecycleState.RUNNING) < 0) {
            look(now);
        }
        if (next == state) {
            return;
        }
        if (!hasRun && (next == LifecycleState.RUNNING || next == LifecycleState.DRAINING)) {
            run(now);
        }
        if (next.compareTo(LifecycleState.STOPPING) >= 0) {
            hasRun = hasRun || view.startup().filter(Board::succeeded).isPresent();
            tracks.values().forEach(CheckTrack::retire);
        }
        state = next;
        since = instant;
    }

    private static boolean succeeded(StartupReport report) {
        return report.outcome() == Outcome.SUCCEEDED || report.outcome() == Outcome.DEGRADED;
    }

    /** While the service starts: what each component said so far. */
    private void look(long now) {
        for (ComponentView component : view.components()) {
            waitsFor.put(component.name(), component.waitsFor());
            CheckTrack track = tracks.computeIfAbsent(component.name(), name -> new CheckTrack(component));
            component.startResult().ifPresent(result -> track.seed(result, now));
        }
    }

    /** The service runs: from now on checks are asked, and what has none and started well is no longer listed. */
    private void run(long now) {
        hasRun = true;
        ready = true;
        look(now);
        for (ComponentView component : view.components()) {
            CheckTrack track = tracks.get(component.name());
            if (track != null) {
                component.check().ifPresent(check -> track.ask(check, now, random.getAsDouble()));
            }
        }
        view.startup().stream().flatMap(report -> report.components().stream()).forEach(start -> blame(start, now));
        tracks.values().removeIf(track -> !track.told());
    }

    private void blame(ComponentStart start, long now) {
        CheckTrack track = tracks.get(start.name());
        boolean failed = start.outcome() == Outcome.FAILED
                || start.outcome() == Outcome.HUNG
                || start.outcome() == Outcome.NOT_RUN;
        if (track != null && track.check() == null && failed) {
            var error = start.findings().stream()
                    .filter(finding -> finding.failure().isPresent())
                    .findFirst();
            Failure failure = error.flatMap(Finding::failure).orElse(Failure.UNAVAILABLE);
            String why = error.map(Finding::message).orElse(start.note());
            track.seed(scrub(HealthResult.down(failure, "did not start: " + why)), now);
        }
    }

    /** Tells each change once while the service serves; what came before, the start has told. */
    private void tell(List<CheckSnapshot> checks, Verdict readiness) {
        boolean serving = state == LifecycleState.RUNNING || state == LifecycleState.DRAINING;
        boolean tells = serving && toldIn == state;
        toldIn = state;
        for (CheckSnapshot check : checks) {
            CheckSnapshot before = told.put(check.name(), check);
            if (tells && before != null && before.status() != check.status()) {
                journal.accept(Transition.of(before, check));
            }
        }
        if (state == LifecycleState.RUNNING && readiness.passed() != ready) {
            ready = readiness.passed();
            journal.accept(Transition.of(readiness));
        }
    }
}
