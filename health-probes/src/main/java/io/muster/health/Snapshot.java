package io.muster.health;

import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a service is, at one moment: every probe and every dialect says this one value. Immutable, and scrubbed of secrets.
 *
 * @param service the service's name
 * @param state where it is in its life
 * @param reason why it left {@link LifecycleState#RUNNING}; empty until then
 * @param since since when it is in this state
 * @param takenAt when this snapshot was taken
 * @param uptime how long the service has lived by then
 * @param startup whether it has started
 * @param liveness whether it works at all
 * @param readiness whether it shall get traffic
 * @param checks each check, in the order in which the components were added; before the service runs, each component
 * @param rootCause which of the checks that are DOWN are causes
 * @param signs what liveness looked at
 * @param evidence what was found when the service turned dead for the last time; empty while it never has
 * @param machine how busy the machine is
 * @param startupReport how the start went; empty until it has ended
 */
public record Snapshot(
        String service,
        LifecycleState state,
        String reason,
        Instant since,
        Instant takenAt,
        Duration uptime,
        Verdict startup,
        Verdict liveness,
        Verdict readiness,
        List<CheckSnapshot> checks,
        RootCause rootCause,
        List<Sign> signs,
        Optional<Evidence> evidence,
        Machine machine,
        Optional<StartupReport> startupReport) {

    /** Copies the lists. */
    public Snapshot {
        checks = List.copyOf(checks);
        signs = List.copyOf(signs);
    }

    /** The verdict on {@code probe}. */
    public Verdict verdict(Probe probe) {
        return switch (probe) {
            case STARTUP -> startup;
            case LIVENESS -> liveness;
            case READINESS -> readiness;
        };
    }

    /** The verdict on readiness as if the checks of these names were not there; a lost monitor vouches for no subset. */
    public Verdict readinessWithout(Set<String> excluded) {
        boolean lost = readiness.status() == HealthStatus.UNKNOWN;
        if (lost || checks.stream().noneMatch(check -> excluded.contains(check.name()))) {
            return readiness;
        }
        var rest = checks.stream()
                .filter(check -> !excluded.contains(check.name()))
                .toList();
        return StateTable.readiness(state, rest);
    }

    /** The verdict on liveness as if the signs of these names were not there. */
    public Verdict livenessWithout(Set<String> excluded) {
        var rest =
                signs.stream().filter(sign -> !excluded.contains(sign.name())).toList();
        return rest.size() == signs.size() ? liveness : StateTable.liveness(state, rest);
    }

    /** The check of this name, spelled exactly so. */
    public Optional<CheckSnapshot> check(String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }

    /** A copy for when nobody renews it any more: what was well is unknown. */
    Snapshot expired(String why, Instant now) {
        var unknown = checks.stream().map(check -> check.unknown(why, now)).toList();
        var verdict = state == LifecycleState.RUNNING ? new Verdict(HealthStatus.UNKNOWN, why) : readiness;
        return new Snapshot(
                service,
                state,
                reason,
                since,
                takenAt,
                uptime,
                startup,
                liveness,
                verdict,
                unknown,
                rootCause,
                signs,
                evidence,
                machine,
                startupReport);
    }
}
