package io.muster.health;

import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Outcome;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who is asked: the components of the service, then the checks that joined; and who waits for whom. Not thread-safe. */
final class Roster {
    private final LifecycleView view;
    private final DoubleSupplier random;
    private final Map<String, CheckTrack> tracks = new LinkedHashMap<>();
    /** The same, for readers without a lock. */
    private final Map<String, CheckTrack> byName = new ConcurrentHashMap<>();

    /** The names of all components, those without a check too. For readers without a lock. */
    private final Set<String> components = ConcurrentHashMap.newKeySet();

    private final Map<String, Set<String>> waitsFor = new HashMap<>();

    Roster(LifecycleView view, DoubleSupplier random) {
        this.view = view;
        this.random = random;
    }

    Collection<CheckTrack> tracks() {
        return tracks.values();
    }

    /** The check of this name, or null. From any thread. */
    @Nullable
    CheckTrack find(String name) {
        return byName.get(name);
    }

    /** Whether a component or a check has this name. From any thread. */
    boolean knows(String name) {
        return components.contains(name) || byName.containsKey(name);
    }

    Map<String, Set<String>> waitsFor() {
        return waitsFor;
    }

    /** While the service starts: what each component said so far. */
    void look(long now) {
        for (ComponentView component : view.components()) {
            components.add(component.name());
            waitsFor.put(component.name(), component.waitsFor());
            CheckTrack track = tracks.get(component.name());
            if (track == null || track.joined() != null) {
                track = CheckTrack.of(component);
                put(track);
            }
            CheckTrack seeded = track;
            component.startResult().ifPresent(result -> seeded.seed(result, now));
        }
    }

    /** The service runs: from now on checks are asked, and what has none and started well is no longer listed. */
    void run(long now, UnaryOperator<HealthResult> scrub) {
        look(now);
        for (ComponentView component : view.components()) {
            CheckTrack track = tracks.get(component.name());
            if (track != null) {
                component.check().ifPresent(check -> track.ask(check, now, random.getAsDouble()));
            }
        }
        for (CheckTrack track : tracks.values()) {
            RuntimeCheck joined = track.joined();
            if (joined != null) {
                track.ask(joined.check(), now, random.getAsDouble());
            }
        }
        view.startup().stream()
                .flatMap(report -> report.components().stream())
                .forEach(start -> blame(start, now, scrub));
        tracks.values().stream().filter(track -> !track.told()).toList().forEach(this::drop);
    }

    private void blame(ComponentStart start, long now, UnaryOperator<HealthResult> scrub) {
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
            track.seed(scrub.apply(HealthResult.down(failure, "did not start: " + why)), now);
        }
    }

    /**
     * Lists a check that joins.
     *
     * @throws IllegalArgumentException if its name is taken, or what it depends on is unknown or waits for it
     */
    CheckTrack join(RuntimeCheck joining) {
        String name = joining.name();
        Set<String> components = new LinkedHashSet<>();
        view.components().forEach(component -> components.add(component.name()));
        if (tracks.containsKey(name) || components.contains(name)) {
            throw new IllegalArgumentException("check '" + name + "' exists already; remove it first");
        }
        for (String other : joining.waitsFor()) {
            if (!tracks.containsKey(other) && !components.contains(other)) {
                throw new IllegalArgumentException(
                        "check '" + name + "' depends on '" + other + "', which does not exist; register that first");
            }
            if (other.equals(name) || below(other).contains(name)) {
                throw new IllegalArgumentException("check '" + name + "' depends on '" + other + "', which waits for '"
                        + name + "'; leave out one of the two");
            }
        }
        CheckTrack track = CheckTrack.of(joining);
        put(track);
        waitsFor.put(name, joining.waitsFor());
        return track;
    }

    void leave(CheckTrack track) {
        drop(track);
        waitsFor.remove(track.name());
    }

    private void put(CheckTrack track) {
        tracks.put(track.name(), track);
        byName.put(track.name(), track);
    }

    private void drop(CheckTrack track) {
        tracks.remove(track.name());
        byName.remove(track.name());
    }

    /** All that {@code name} waits for, by whatever way. */
    Set<String> below(String name) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(name);
        while (!open.isEmpty()) {
            for (String other : waitsFor.getOrDefault(open.remove(), Set.of())) {
                if (found.add(other)) {
                    open.add(other);
                }
            }
        }
        return found;
    }
}
