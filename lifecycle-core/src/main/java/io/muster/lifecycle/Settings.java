package io.muster.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user said beside the graph; of budgets, {@link #budgets} derives the rest. Confined to the manager's lock.
 *
 * <p>The grace period is how long the platform waits between SIGTERM and SIGKILL.
 */
final class Settings {
    static final String GRACE_VARIABLE = "MUSTER_GRACE_PERIOD";
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);
    /** Kept back from the grace period for the exit of the JVM itself. */
    private static final Duration EXIT_MARGIN = Duration.ofSeconds(2);
    /** A balancer that still routes here sends more than one request in this time. */
    private static final Duration LONGEST_QUIET = Duration.ofSeconds(1);

    Duration startBudget = Duration.ofMinutes(2);

    @Nullable
    Duration gracePeriod;

    @Nullable
    Duration stopBudget;

    @Nullable
    Duration rollbackBudget;

    @Nullable
    Duration drainDelay;

    @Nullable
    Duration inFlightLimit;

    @Nullable
    Duration quietPeriod;

    Path terminationFile = TerminationMessage.DEFAULT_PATH;
    int terminationBytes = TerminationMessage.DEFAULT_BYTES;
    final List<Interceptor> interceptors = new ArrayList<>();
    TimeSource timeSource = TimeSource.system();

    /** Derives every total and refuses those that do not fit. */
    Budgets budgets(Plan plan, Map<String, String> environment) {
        Duration grace = grace(environment);
        Duration margin = min(EXIT_MARGIN, grace.dividedBy(10));
        if (gracePeriod != null || stated(environment)) {
            requireGrace("stop budget", stopBudget, margin, grace);
            requireGrace("rollback budget", rollbackBudget, margin, grace);
        }
        Duration stop = stopBudget == null ? grace.minus(margin) : stopBudget;
        Duration delay = drainDelay == null ? defaultDelay(grace, environment) : drainDelay;
        StopPath stops = StopPath.longest(plan);
        Duration left = stop.minus(delay).minus(stops.total());
        Duration work =
                inFlightLimit == null ? max(Duration.ZERO, min(stop.minus(delay).dividedBy(2), left)) : inFlightLimit;
        Duration sum = delay.plus(work).plus(stops.total());
        if (sum.compareTo(stop) > 0) {
            throw new IllegalStateException("drain delay " + Text.of(delay) + " + in-flight limit " + Text.of(work)
                    + " + stop timeouts " + Text.of(stops.total()) + stops.described() + " = " + Text.of(sum)
                    + " > stop budget " + Text.of(stop)
                    + (stopBudget == null
                            ? " (grace period " + Text.of(grace) + " less " + Text.of(margin) + ")"
                            : ""));
        }
        for (Plan.Node node : plan.nodes()) {
            if (node.startTimeoutGiven() && node.startTimeout().compareTo(startBudget) > 0) {
                throw new IllegalStateException("component '" + node.name() + "': start timeout "
                        + Text.of(node.startTimeout()) + " > start budget " + Text.of(startBudget));
            }
            if (node.retryGiven() && node.retry().budget().compareTo(startBudget) > 0) {
                throw new IllegalStateException("component '" + node.name() + "': retry budget "
                        + Text.of(node.retry().budget()) + " > start budget " + Text.of(startBudget));
            }
        }
        Duration rollback = rollbackBudget == null ? min(stop, Duration.ofSeconds(10)) : rollbackBudget;
        return new Budgets(startBudget, stop, rollback, delay, work, quiet(delay, work));
    }

    /** Only a grace period that somebody stated says what the platform really allows. */
    private static void requireGrace(String name, @Nullable Duration budget, Duration margin, Duration grace) {
        if (budget != null && budget.plus(margin).compareTo(grace) > 0) {
            throw new IllegalStateException(name + " " + Text.of(budget) + " + exit of the JVM " + Text.of(margin)
                    + " = " + Text.of(budget.plus(margin)) + " > grace period " + Text.of(grace));
        }
    }

    private static boolean stated(Map<String, String> environment) {
        return !environment.getOrDefault(GRACE_VARIABLE, "").isBlank();
    }

    private Duration quiet(Duration delay, Duration work) {
        if (quietPeriod == null) {
            return min(LONGEST_QUIET, min(delay.dividedBy(2), work));
        }
        if (quietPeriod.compareTo(work) > 0) {
            throw new IllegalStateException(
                    "quiet period " + Text.of(quietPeriod) + " > in-flight limit " + Text.of(work));
        }
        return quietPeriod;
    }

    private Duration grace(Map<String, String> environment) {
        String stated = environment.get(GRACE_VARIABLE);
        if (gracePeriod != null || stated == null || stated.isBlank()) {
            return gracePeriod == null ? DEFAULT_GRACE : gracePeriod;
        }
        String number = stated.strip().replaceFirst("\\s*s$", "");
        if (!number.matches("\\d{1,6}") || Integer.parseInt(number) == 0) {
            throw new IllegalStateException(
                    GRACE_VARIABLE + " must be whole seconds from 1 to 999999, such as 30 or 30s: '" + stated + "'");
        }
        return Duration.ofSeconds(Integer.parseInt(number));
    }

    /** In Kubernetes, endpoints learn of the end of a pod some time after the pod does. */
    private static Duration defaultDelay(Duration grace, Map<String, String> environment) {
        return environment.containsKey("KUBERNETES_SERVICE_HOST")
                ? min(Duration.ofSeconds(5), grace.dividedBy(6))
                : Duration.ZERO;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
