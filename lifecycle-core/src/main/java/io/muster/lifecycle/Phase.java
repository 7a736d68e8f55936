package io.muster.lifecycle;

/**
 * A stage of the start. Phases are barriers: a component waits for every required component of the earlier phases.
 *
 * <p>To start two components side by side, put them in the same phase; an edge inside a phase only delays.
 */
public enum Phase {
    /** Checks what can be checked without opening anything. Runs whole: no stop at the first error. */
    VALIDATE,
    /** Connects to what others run: databases, caches, APIs. The default. */
    CONNECT,
    /** Builds what the service itself needs: caches to warm, repositories, models. */
    INITIALIZE,
    /** Opens the doors: servers, consumers, schedulers. */
    SERVE
}
