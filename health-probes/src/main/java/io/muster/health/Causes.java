package io.muster.health;

import io.muster.lifecycle.HealthStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells roots from symptoms: a DOWN component that waits, by whatever way, for no DOWN component is a root. */
final class Causes {
    private final Map<String, Set<String>> waitsFor;
    private final Set<String> down = new HashSet<>();
    private final Map<String, Set<String>> known = new HashMap<>();

    private Causes(Map<String, Set<String>> waitsFor, List<CheckSnapshot> checks) {
        this.waitsFor = waitsFor;
        checks.stream().filter(check -> check.status() == HealthStatus.DOWN).forEach(check -> down.add(check.name()));
    }

    /** The checks, each symptom with its roots. */
    static List<CheckSnapshot> explain(List<CheckSnapshot> checks, Map<String, Set<String>> waitsFor) {
        var causes = new Causes(waitsFor, checks);
        return causes.down.size() < 2
                ? checks
                : checks.stream().map(causes::explain).toList();
    }

    private CheckSnapshot explain(CheckSnapshot check) {
        return check.status() == HealthStatus.DOWN ? check.causes(List.copyOf(below(check.name()))) : check;
    }

    /** The roots among what {@code name} waits for. */
    private Set<String> below(String name) {
        Set<String> found = known.get(name);
        if (found != null) {
            return found;
        }
        var roots = new TreeSet<String>();
        known.put(name, roots);
        for (String other : waitsFor.getOrDefault(name, Set.of())) {
            Set<String> deeper = below(other);
            roots.addAll(deeper);
            if (deeper.isEmpty() && down.contains(other)) {
                roots.add(other);
            }
        }
        return roots;
    }
}
