package io.muster.lifecycle;

/**
 * Where a service is in its life. States only ever move down this list; {@link #STOPPED} and {@link #FAILED} are ends.
 *
 * <pre>
 * NEW → STARTING → RUNNING → DRAINING → STOPPING → STOPPED
 *          └──────── rollback ─────────→ STOPPING → FAILED   (or STOPPED, when the start was cancelled)
 * </pre>
 */
public enum LifecycleState {
    /** Nothing has been started. */
    NEW,
    /** Components are starting; not ready. */
    STARTING,
    /** Every required component has started and its check has passed. */
    RUNNING,
    /** Not ready any more, and never again; requests are still served. */
    DRAINING,
    /** Components are stopping, in reverse of what started. */
    STOPPING,
    /** Everything that had started has been stopped, or was abandoned at the deadline. */
    STOPPED,
    /** The start failed and was rolled back. */
    FAILED;

    /** Whether nothing can happen any more. */
    public boolean ended() {
        return this == STOPPED || this == FAILED;
    }
}
