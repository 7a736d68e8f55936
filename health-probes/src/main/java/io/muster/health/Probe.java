package io.muster.health;

/** A question that a platform asks of a service. */
public enum Probe {
    /** Has it started? */
    STARTUP,
    /** Does it work at all, or must it be restarted? Never looks at a dependency. */
    LIVENESS,
    /** Shall it get traffic? */
    READINESS
}
