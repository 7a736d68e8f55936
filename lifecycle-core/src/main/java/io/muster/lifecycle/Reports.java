package io.muster.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the engine's tracks into reports. */
final class Reports {
    private final Engine engine;
    private final String service;
    private final Instant begun;
    private final long from;
    private final long now;

    Reports(Engine engine, String service, Instant begun, long from, long now) {
        this.engine = engine;
        this.service = service;
        this.begun = begun;
        this.from = from;
        this.now = now;
    }

    StartupReport startup() {
        CriticalPath path = CriticalPath.of(engine.plan(), engine.tracks());
        Outcome outcome = outcome();
        return new StartupReport(
                service,
                outcome,
                outcome == Outcome.SUCCEEDED || outcome == Outcome.DEGRADED ? "" : engine.reason(),
                exitCode(),
                begun,
                Duration.ofNanos(now - from),
                components().map(track -> start(track, path)).toList(),
                Arrays.stream(engine.tracks())
                        .flatMap(track -> findings(track).stream())
                        .toList(),
                components().flatMap(track -> track.settings.stream()).toList(),
                path.names());
    }

    private Outcome outcome() {
        if (engine.startFailed()) {
            return Outcome.FAILED;
        }
        if (engine.state() != LifecycleState.RUNNING) {
            return Outcome.CANCELLED;
        }
        return components().allMatch(track -> track.start == Outcome.SUCCEEDED) ? Outcome.SUCCEEDED : Outcome.DEGRADED;
    }

    private int exitCode() {
        if (!engine.startFailed()) {
            return 0;
        }
        List<Finding> fatal = Arrays.stream(engine.tracks())
                .filter(track -> track.node.required() && !track.started())
                .flatMap(track -> track.findings().stream())
                .filter(finding -> finding.failure().isPresent())
                .toList();
        boolean onlyLate = fatal.stream().allMatch(finding -> finding.failure().equals(Optional.of(Failure.TIMEOUT)));
        return engine.budgetSpent() && onlyLate
                ? ExitCodes.TIMED_OUT
                : ExitCodes.gravest(fatal).exitCode();
    }

    private Stream<Track> components() {
        return Arrays.stream(engine.tracks()).filter(track -> !track.node.attachment());
    }

    private ComponentStart start(Track track, CriticalPath path) {
        boolean ran = track.attempt > 0;
        return new ComponentStart(
                track.name(),
                Plan.phase(track.node.stage()),
                track.node.required(),
                Objects.requireNonNullElse(track.start, Outcome.NOT_RUN),
                IntStream.of(track.node.waitsFor())
                        .mapToObj(index -> engine.plan().nodes().get(index).name())
                        .toList(),
                track.tries,
                Duration.ofNanos(ran ? track.startedAt - from : 0),
                Duration.ofNanos(ran ? track.settledAt - track.startedAt : 0),
                Duration.ofNanos(path.slack(track.index())),
                track.findings(),
                Optional.ofNullable(track.result),
                track.note,
                Optional.ofNullable(track.startStack));
    }

    /** An attachment has no row of its own that could show where it hangs. */
    private static List<Finding> findings(Track track) {
        String stack = track.startStack;
        return track.node.attachment() && stack != null
                ? track.findings().stream()
                        .map(finding -> finding.fix("see what holds it up:" + System.lineSeparator() + stack))
                        .toList()
                : track.findings();
    }

    ShutdownReport shutdown() {
        var stops = new ArrayList<ComponentStop>();
        Arrays.stream(engine.tracks())
                .filter(track -> track.stop != null)
                .filter(track -> !track.node.attachment() || track.stop != Outcome.SUCCEEDED)
                .forEach(track -> stops.add(stop(track)));
        return new ShutdownReport(service, engine.reason(), Duration.ofNanos(now - from), stops);
    }

    private static ComponentStop stop(Track track) {
        return new ComponentStop(
                track.name(),
                Objects.requireNonNullElse(track.stop, Outcome.NOT_RUN),
                Duration.ofNanos(track.stoppedAt - track.stoppingAt),
                Optional.ofNullable(track.stopFault)
                        .map(fault -> fault.findings().get(0)),
                Optional.ofNullable(track.stopStack));
    }
}
