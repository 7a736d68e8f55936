package io.muster.health;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How one check should be, worked out anew from everything that ever happened to it. */
final class ModelCheck {
    final String name;
    final CheckPolicy policy;
    final boolean required;
    final Set<String> waitsFor;
    private final List<HealthResult> counted = new ArrayList<>();
    private final long askedAt;
    private boolean running;
    private boolean missed;
    private long missAt;
    private long ranAt;
    private long heardAt;
    private long nextAt;

    ModelCheck(String name, CheckPolicy policy, boolean required, Set<String> waitsFor, boolean seeded, long now) {
        this.name = name;
        this.policy = policy;
        this.required = required;
        this.waitsFor = waitsFor;
        this.askedAt = now;
        this.ranAt = now;
        this.heardAt = now;
        if (seeded) {
            counted.add(HealthResult.up());
        }
        nextAt = seeded ? now + policy.interval().toNanos() / 2 : now;
    }

    boolean due(long now) {
        return !running && now - nextAt >= 0;
    }

    boolean overdue(long now) {
        return running && now - missAt >= 0;
    }

    boolean running() {
        return running;
    }

    void begin(long now) {
        running = true;
        missed = false;
        missAt = now + policy.timeout().toNanos();
    }

    void miss(long now) {
        missed = true;
        hear(HealthResult.down(Failure.TIMEOUT, ""), now);
        missAt = now + interval();
    }

    void answer(HealthResult result, long now) {
        running = false;
        ranAt = now;
        if (!missed) {
            hear(result, now);
        }
        nextAt = counted.isEmpty() ? now : now + interval();
    }

    void report(HealthResult result, long now) {
        hear(result, now);
        if (running && missed) {
            missAt = now + interval();
        }
        nextAt = Math.min(
                now + interval(), ranAt + Math.max(interval(), policy.maxAge().toNanos()));
    }

    /** A symptom of it fell: it is asked now, unless something was heard of it a moment ago. */
    void hasten(long now) {
        boolean fresh = now - heardAt < policy.downInterval().toNanos();
        if (!running && !fresh && standing() != HealthStatus.DOWN) {
            nextAt = Math.min(nextAt, now);
        }
    }

    private void hear(HealthResult result, long now) {
        counted.add(result);
        heardAt = now;
    }

    private long interval() {
        return (standing() == HealthStatus.DOWN ? policy.downInterval() : policy.interval()).toNanos();
    }

    HealthStatus status(long now) {
        return now - Math.max(heardAt, askedAt) > policy.maxAge().toNanos() ? HealthStatus.UNKNOWN : standing();
    }

    /** Replays all answers: it turns where enough answers of the other kind stand together. */
    HealthStatus standing() {
        HealthStatus standing = HealthStatus.UNKNOWN;
        for (int i = 0; i < counted.size(); i++) {
            HealthStatus next = counted.get(i).status();
            boolean same = standing.ready() == next.ready();
            if (i == 0 || same || together(i) >= (next.ready() ? policy.rise() : policy.fall())) {
                standing = next;
            }
        }
        return standing;
    }

    /** How many answers of the kind of the one at {@code last} end there without another kind between. */
    private int together(int last) {
        int first = last;
        while (first > 0
                && counted.get(first - 1).status().ready()
                        == counted.get(last).status().ready()) {
            first--;
        }
        return last - first + 1;
    }

    /** The roots among {@code all} by plain search: DOWN, reachable, and without DOWN below themselves. */
    Set<String> causes(List<ModelCheck> all, long now) {
        var roots = new TreeSet<String>();
        for (String name : below(all, new HashSet<>())) {
            find(all, name)
                    .filter(check -> check.status(now) == HealthStatus.DOWN)
                    .filter(check -> check.below(all, new HashSet<>()).stream()
                            .noneMatch(other -> find(all, other)
                                    .filter(deeper -> deeper.status(now) == HealthStatus.DOWN)
                                    .isPresent()))
                    .ifPresent(check -> roots.add(check.name));
        }
        return roots;
    }

    Set<String> below(List<ModelCheck> all, Set<String> seen) {
        for (String name : waitsFor) {
            if (seen.add(name)) {
                find(all, name).ifPresent(check -> check.below(all, seen));
            }
        }
        return seen;
    }

    private static Optional<ModelCheck> find(List<ModelCheck> all, String name) {
        return all.stream().filter(check -> check.name.equals(name)).findFirst();
    }
}
