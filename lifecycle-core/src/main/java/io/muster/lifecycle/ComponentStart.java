package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one component started.
 *
 * @param name its name
 * @param phase its phase
 * @param required whether the service cannot be ready without it
 * @param outcome how it ended
 * @param waitedFor the components that it names
 * @param attempts how often it was tried; 0 when it never was
 * @param offset from the start of the service to its own
 * @param duration from its first attempt to its outcome
 * @param slack how much longer it could have taken without delaying the service; zero on the critical path
 * @param findings what was wrong, errors first, and its warnings
 * @param result what its check answered last; empty without a check
 * @param note why it was not run or was cancelled; empty otherwise
 * @param stack where its thread was when it hung
 */
public record ComponentStart(
        String name,
        Phase phase,
        boolean required,
        Outcome outcome,
        List<String> waitedFor,
        int attempts,
        Duration offset,
        Duration duration,
        Duration slack,
        List<Finding> findings,
        Optional<HealthResult> result,
        String note,
        Optional<String> stack) {

    /** Copies the lists. */
    public ComponentStart {
        waitedFor = List.copyOf(waitedFor);
        findings = List.copyOf(findings);
    }
}
