package io.muster.lifecycle;

/** How a component is, best first. */
public enum HealthStatus {
    /** Works. */
    UP,
    /** Works, with less than it should have. Still ready. */
    DEGRADED,
    /** Nobody can say: never asked, or the last answer is too old. Not ready, and not dead. */
    UNKNOWN,
    /** Does not work. */
    DOWN;

    /** Whether a required component with this status lets the service be ready. */
    public boolean ready() {
        return this == UP || this == DEGRADED;
    }
}
