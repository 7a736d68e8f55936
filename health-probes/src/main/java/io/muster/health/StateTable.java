package io.muster.health;

import static java.util.stream.Collectors.joining;

import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.util.List;
import java.util.function.Predicate;

/** Turns a state and what was found into the three verdicts. */
final class StateTable {
    private StateTable() {}

    /** Passes from {@link LifecycleState#RUNNING} on, to the very end of a service that once ran. */
    static Verdict startup(LifecycleState state, boolean hasRun) {
        return hasRun || state == LifecycleState.RUNNING || state == LifecycleState.DRAINING
                ? Verdict.UP
                : Verdict.down("the service is " + state);
    }

    /** Only a running or draining service can be dead: before and after, slowness is not death. */
    static Verdict liveness(LifecycleState state, List<Sign> signs) {
        if (state != LifecycleState.RUNNING && state != LifecycleState.DRAINING) {
            return Verdict.UP;
        }
        String reason = signs.stream()
                .filter(sign -> !sign.alive())
                .map(sign -> "'" + sign.name() + "': " + sign.reason())
                .collect(joining("; "));
        return reason.isEmpty() ? Verdict.UP : Verdict.down(reason);
    }

    /** Passes while running and no decisive check is DOWN or UNKNOWN; what is not well degrades it. */
    static Verdict readiness(LifecycleState state, List<CheckSnapshot> checks) {
        if (state != LifecycleState.RUNNING) {
            return Verdict.down("the service is " + state);
        }
        if (checks.stream().anyMatch(StateTable::fatal)) {
            return Verdict.down(say(checks, StateTable::fatal));
        }
        Predicate<CheckSnapshot> unwell = check -> check.status() != HealthStatus.UP;
        return checks.stream().anyMatch(unwell) ? new Verdict(HealthStatus.DEGRADED, say(checks, unwell)) : Verdict.UP;
    }

    private static boolean fatal(CheckSnapshot check) {
        return check.decisive() && !check.status().ready();
    }

    private static String say(List<CheckSnapshot> checks, Predicate<CheckSnapshot> which) {
        return checks.stream()
                .filter(which)
                .map(check -> "'" + check.name() + "' is " + check.status())
                .collect(joining(", "));
    }
}
