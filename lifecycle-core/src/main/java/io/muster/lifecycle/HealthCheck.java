package io.muster.lifecycle;

/**
 * Asks a component how it is.
 *
 * <p>Called by the start (deep) and then by a monitor (cheap), at most one call at a time, on a thread that may be
 * interrupted when its time is up; never by a probe. What it throws becomes a DOWN result with the failure that the
 * exception stands for.
 */
@FunctionalInterface
public interface HealthCheck {
    /** Looks, and says how it is. Returning null counts as a {@link Failure#BUG}. */
    HealthResult check(CheckContext context) throws Exception;
}
