package io.muster.health.conformance;

import static java.util.Objects.requireNonNull;

import io.muster.health.Probe;
import java.time.Duration;

/**
 * One probe of a container, with the kubelet's defaults. Immutable.
 *
 * @param probe which one
 * @param path what it asks
 * @param initialDelay how long after the start of the container it asks first
 * @param period how often it asks
 * @param timeout how long it waits for an answer
 * @param successThreshold successes in a row until it passes
 * @param failureThreshold failures in a row until it fails
 */
public record KubeletProbe(
        Probe probe,
        String path,
        Duration initialDelay,
        Duration period,
        Duration timeout,
        int successThreshold,
        int failureThreshold) {

    /** Refuses what Kubernetes refuses. */
    public KubeletProbe {
        requireNonNull(probe, "probe");
        requireNonNull(path, "path");
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "period and timeout must be 1 s at the least: " + period + ", " + timeout);
        }
        if (successThreshold < 1 || failureThreshold < 1) {
            throw new IllegalArgumentException(
                    "thresholds must be 1 at the least: " + successThreshold + ", " + failureThreshold);
        }
        if (successThreshold != 1 && probe != Probe.READINESS) {
            throw new IllegalArgumentException("success threshold of " + probe + " must be 1: " + successThreshold);
        }
    }

    /** The defaults: every 10 s, 1 s timeout, one success, three failures. */
    public static KubeletProbe of(Probe probe, String path) {
        return new KubeletProbe(probe, path, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 3);
    }

    /** A copy that asks this often, and not before {@code initialDelay}. */
    public KubeletProbe timing(Duration initialDelay, Duration period, Duration timeout) {
        return new KubeletProbe(probe, path, initialDelay, period, timeout, successThreshold, failureThreshold);
    }

    /** A copy that changes its mind after so many equal answers in a row. */
    public KubeletProbe thresholds(int successes, int failures) {
        return new KubeletProbe(probe, path, initialDelay, period, timeout, successes, failures);
    }
}
