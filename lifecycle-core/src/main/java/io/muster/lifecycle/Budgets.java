package io.muster.lifecycle;

import java.time.Duration;

/**
 * The totals that bound a service's life, checked to fit each other.
 *
 * @param start for everything from the first component to RUNNING
 * @param stop for everything from the request to stop to the end
 * @param rollback for stopping what a failed or cancelled start had started
 * @param drainDelay how long a service that is not ready any more still serves
 * @param inFlight the longest that drains and work in flight may take after that
 * @param quietPeriod how long nothing may have been in flight before the service counts as quiet
 */
record Budgets(
        Duration start,
        Duration stop,
        Duration rollback,
        Duration drainDelay,
        Duration inFlight,
        Duration quietPeriod) {
    /** After a required component failed: time for others that already run to say what is wrong with them too. */
    static final Duration FAILURE_GRACE = Duration.ofSeconds(5);

    /** After a start was cancelled: time for the code to heed the interrupt before it is abandoned. */
    static final Duration CANCEL_GRACE = Duration.ofSeconds(1);
}
