package io.muster.health;

import static java.util.stream.Collectors.joining;

import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.util.List;
import java.util.function.Predicate;

/** Turns a state and what was found into the three verdicts. */
final class StateTable {
    /** So many checks are named in a reason; the rest is counted. */
    private static final int MOST_NAMES = 10;

    private StateTable() {}

    /** Passes from {@link LifecycleState#RUNNING} on, to the very end of a service that once ran. */
    static Verdict startup(LifecycleState state, boolean hasRun) {
        return hasRun || serves(state) ? Verdict.UP : Verdict.down("the service is " + state);
    }

    /** Only a running or draining service can be dead: before and after, slowness is not death. */
    static Verdict liveness(LifecycleState state, List<Sign> signs) {
        String reason = serves(state) ? reason(signs) : "";
        return reason.isEmpty() ? Verdict.UP : Verdict.down(reason);
    }

    /** What the dead among these signs say; empty when all are alive. */
    static String reason(List<Sign> signs) {
        return signs.stream()
                .filter(sign -> !sign.alive())
                .map(sign -> "'" + sign.name() + "': " + sign.reason())
                .collect(joining("; "));
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

    static boolean serves(LifecycleState state) {
        return state == LifecycleState.RUNNING || state == LifecycleState.DRAINING;
    }

    private static boolean fatal(CheckSnapshot check) {
        return check.decisive() && !check.status().ready();
    }

    private static String say(List<CheckSnapshot> checks, Predicate<CheckSnapshot> which) {
        var named = checks.stream()
                .filter(which)
                .map(check -> "'" + check.name() + "' is " + check.status())
                .toList();
        return Text.names(named, MOST_NAMES);
    }
}
