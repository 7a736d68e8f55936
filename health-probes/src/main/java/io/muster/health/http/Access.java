package io.muster.health.http;

/**
 * Decides who learns more than names and states.
 *
 * <p>Asked for every request, on the probe's thread: quick, thread-safe, and never blocking. What throws permits nothing.
 */
@FunctionalInterface
public interface Access {
    /** Whether this caller may see reasons, details and diagnostics. */
    boolean permits(ProbeRequest request);

    /**
     * Only callers on this machine, directly: not by way of a proxy, which says so in its headers, and not by way of a
     * browser that was lured here by a foreign name.
     */
    static Access loopback() {
        return new LoopbackAccess();
    }

    /** Nobody. */
    static Access nobody() {
        return request -> false;
    }
}
