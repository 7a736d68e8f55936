package io.muster.lifecycle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What should run now, worked out each time anew from the components and the definitions alone: slow, and too plain to be
 * wrong in the same way as the engine.
 */
final class ModelOracle {
    private final List<Component<?>> components;
    private final Map<String, Component<?>> byName;
    private final Map<String, Set<String>> behind = new HashMap<>();
    final Set<String> up = new HashSet<>();
    final Set<String> failed = new HashSet<>();
    final Set<String> stopped = new HashSet<>();

    ModelOracle(List<Component<?>> components) {
        this.components = components;
        this.byName = components.stream().collect(Collectors.toMap(Component::name, component -> component));
        components.forEach(component -> behind(component));
    }

    /** All that this one waits for, directly or by way of others. */
    private Set<String> behind(Component<?> component) {
        Set<String> known = behind.get(component.name());
        if (known != null) {
            return known;
        }
        var all = new HashSet<String>();
        for (Edge edge : component.edges()) {
            all.add(edge.target());
            all.addAll(behind(byName.get(edge.target())));
        }
        behind.put(component.name(), all);
        return all;
    }

    private boolean settled(String name) {
        return up.contains(name) || failed.contains(name) || neverRuns(byName.get(name));
    }

    private boolean neverRuns(Component<?> component) {
        return component.edges().stream()
                .filter(Edge::needed)
                .anyMatch(edge -> failed.contains(edge.target()) || neverRuns(byName.get(edge.target())));
    }

    /** What should be starting now. */
    Set<String> starting() {
        return components.stream()
                .filter(component -> !settled(component.name()))
                .filter(component -> component.edges().stream().allMatch(edge -> settled(edge.target())))
                .filter(component -> components.stream()
                        .filter(other -> other.required() && other.phase().compareTo(component.phase()) < 0)
                        .allMatch(other -> up.contains(other.name())))
                .map(Component::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What should be stopping now. */
    Set<String> stopping() {
        Set<Component<?>> standing = components.stream()
                .filter(component -> up.contains(component.name()) && !stopped.contains(component.name()))
                .collect(Collectors.toSet());
        return standing.stream()
                .filter(component -> standing.stream()
                        .noneMatch(other -> other.phase().compareTo(component.phase()) > 0
                                || behind.get(other.name()).contains(component.name())))
                .map(Component::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
