package io.muster.health;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Tells roots from symptoms: a DOWN component that waits, by whatever way, for no DOWN component is a root. */
final class Causes {
    private static final int MOST = 16;
    private static final int FEWEST_REMOTE = 2;

    private final Map<String, Set<String>> waitsFor;
    private final Set<String> down = new HashSet<>();
    private final Map<String, Set<String>> known = new HashMap<>();
    private final Set<String> entered = new HashSet<>();

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

    /** Which of the explained checks are causes; {@code remote} knows those that look out of the process. */
    static RootCause rootCause(List<CheckSnapshot> explained, Predicate<String> remote) {
        List<CheckSnapshot> down = explained.stream()
                .filter(check -> check.status() == HealthStatus.DOWN)
                .toList();
        return down.isEmpty()
                ? RootCause.NONE
                : new RootCause(
                        down.stream()
                                .filter(CheckSnapshot::root)
                                .map(CheckSnapshot::name)
                                .toList(),
                        down.stream()
                                .filter(check -> !check.root())
                                .map(CheckSnapshot::name)
                                .toList(),
                        suspicious(explained, remote));
    }

    /** Independent servers do not fail all at once, but all seem to when the fault is on this side. */
    private static boolean suspicious(List<CheckSnapshot> checks, Predicate<String> remote) {
        List<CheckSnapshot> outside =
                checks.stream().filter(check -> remote.test(check.name())).toList();
        return outside.stream().filter(CheckSnapshot::root).count() >= FEWEST_REMOTE
                && outside.stream()
                        .allMatch(
                                check -> check.failure().filter(Causes::silent).isPresent());
    }

    /** Nothing answered: a server that answers with a refusal is within reach. */
    private static boolean silent(Failure failure) {
        return failure == Failure.UNAVAILABLE || failure == Failure.TIMEOUT;
    }

    private CheckSnapshot explain(CheckSnapshot check) {
        return check.status() == HealthStatus.DOWN
                ? check.causes(below(check.name()).stream().sorted().limit(MOST).toList())
                : check;
    }

    /** The roots among what {@code name} waits for; without recursion, since a graph may be deeper than a stack. */
    private Set<String> below(String name) {
        var open = new ArrayDeque<String>();
        open.push(name);
        while (!open.isEmpty()) {
            String next = open.peek();
            Set<String> others = waitsFor.getOrDefault(next, Set.of());
            if (entered.add(next)) {
                others.stream().filter(other -> !entered.contains(other)).forEach(open::push);
            } else {
                open.pop();
                known.computeIfAbsent(next, key -> roots(others));
            }
        }
        return known.getOrDefault(name, Set.of());
    }

    private Set<String> roots(Set<String> others) {
        var roots = new TreeSet<String>();
        for (String other : others) {
            Set<String> deeper = known.getOrDefault(other, Set.of());
            roots.addAll(deeper);
            if (deeper.isEmpty() && down.contains(other)) {
                roots.add(other);
            }
        }
        return roots;
    }
}
