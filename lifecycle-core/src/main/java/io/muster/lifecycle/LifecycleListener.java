package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears what happens to a service and its components.
 *
 * <p><b>Pairing.</b> Each {@code componentStarting} is followed by exactly one {@code componentStarted} or
 * {@code componentFailed}, with any number of {@code componentProgress} and {@code componentRetrying} between; each
 * {@code componentStopping} by exactly one {@code componentStopped} or {@code componentAbandoned}. Each state is entered
 * once.
 *
 * <p><b>Order.</b> Events arrive one at a time, in the order in which they happened, on a thread of the manager that
 * holds no lock. The view already shows what an event tells.
 *
 * <p><b>Rules.</b> A listener should be quick: a slow one delays the others, never the service. What it throws is logged
 * and breaks nothing. It may call any method of the manager that does not block.
 */
public interface LifecycleListener {
    /** The service moved from one state to another; {@code reason} is empty unless somebody gave one. */
    default void stateChanged(LifecycleState from, LifecycleState to, String reason) {}

    /** A component begins to start. */
    default void componentStarting(String name) {}

    /** A starting component says how far it is. */
    default void componentProgress(String name, String message) {}

    /** An attempt failed and another begins after {@code delay}. */
    default void componentRetrying(String name, int failedAttempt, Finding failure, Duration delay) {}

    /** A component has started and its check has passed, or, for an optional one, has been asked. */
    default void componentStarted(String name, Duration duration, Optional<HealthResult> result) {}

    /** A component did not start; {@code failures} is empty when it was cancelled, or not run in a rehearsal. */
    default void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {}

    /** A component begins to stop. */
    default void componentStopping(String name) {}

    /** A component has stopped; {@code failure} says what its stop threw, if it threw. */
    default void componentStopped(String name, Duration duration, Optional<Finding> failure) {}

    /** A component did not stop in time; {@code stack} is where its thread was. */
    default void componentAbandoned(String name, Duration duration, String stack) {}
}
