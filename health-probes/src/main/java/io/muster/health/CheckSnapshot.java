package io.muster.health;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one component is, as its check said last. Immutable, and scrubbed of secrets.
 *
 * @param name the component's name
 * @param required whether the service cannot be ready without it
 * @param shared whether every instance shares it, so that its outage only degrades
 * @param status how it is, after failures and successes in a row were counted
 * @param reason why it is not UP; empty otherwise
 * @param failure the kind of failure while DOWN
 * @param details the facts that its check told, in its order
 * @param lastRun when it answered last, or real traffic did for it; empty before its first answer
 * @param duration how long its last run took; empty when nobody measured it
 * @param since since when it has this status
 * @param stack where its thread hangs; empty unless it hangs
 * @param causes the roots that it is a symptom of, at most sixteen; empty for a root, and while not DOWN
 * @param history its last sixteen answers, oldest first
 * @param totals what it has counted up since the service runs
 */
public record CheckSnapshot(
        String name,
        boolean required,
        boolean shared,
        HealthStatus status,
        String reason,
        Optional<Failure> failure,
        Map<String, String> details,
        Optional<Instant> lastRun,
        Optional<Duration> duration,
        Instant since,
        Optional<String> stack,
        List<String> causes,
        List<CheckRun> history,
        CheckTotals totals) {

    /** Copies the collections. */
    public CheckSnapshot {
        details = details.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(details));
        causes = List.copyOf(causes);
        history = List.copyOf(history);
    }

    /** Whether this one alone can make the service not ready. */
    public boolean decisive() {
        return required && !shared;
    }

    /** Whether it is DOWN and waits for nothing that is DOWN. */
    public boolean root() {
        return status == HealthStatus.DOWN && causes.isEmpty();
    }

    CheckSnapshot causes(List<String> causes) {
        return new CheckSnapshot(
                name, required, shared, status, reason, failure, details, lastRun, duration, since, stack, causes,
                history, totals);
    }

    /** A copy that nobody vouches for. */
    CheckSnapshot unknown(String why, Instant when) {
        if (!status.ready()) {
            return this;
        }
        return new CheckSnapshot(
                name,
                required,
                shared,
                HealthStatus.UNKNOWN,
                why,
                Optional.empty(),
                details,
                lastRun,
                duration,
                when,
                stack,
                List.of(),
                history,
                totals);
    }
}
