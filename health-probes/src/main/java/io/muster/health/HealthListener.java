package io.muster.health;

/**
 * Hears each change of a service's health while it serves: from RUNNING to the end of DRAINING.
 *
 * <p><b>Order.</b> Changes arrive one at a time, exactly once, in the order in which they happened, on a thread of the
 * monitor that holds no lock. {@link HealthMonitor#snapshot()} already shows what a change tells. What a check was before
 * it was first heard of is told to nobody: the start and the snapshot say it.
 *
 * <p><b>Rules.</b> A listener should be quick: a slow one delays the others, never a check, a probe or the log. What it
 * throws is logged and breaks nothing. While one hangs, ten thousand changes are kept for the others and the rest is lost,
 * which is logged.
 */
public interface HealthListener {
    /** The status of a check changed. */
    default void checkChanged(CheckSnapshot before, CheckSnapshot now) {}

    /** The service turned ready or not ready, also because it drains; {@code now.readiness()} says why. */
    default void readinessChanged(Verdict before, Snapshot now) {}

    /** The service turned alive or dead; {@code now.evidence()} says what was found. */
    default void livenessChanged(Verdict before, Snapshot now) {}
}
