package io.muster.lifecycle;

import java.util.List;
import java.util.Optional;

/** A service as others see it: thread-safe, and never blocking. */
public interface LifecycleView {
    /** The service's name. */
    String service();

    /** The state now. */
    LifecycleState state();

    /** Why the service left {@link LifecycleState#RUNNING} or failed; the first reason is kept. Empty until then. */
    String reason();

    /** The components in the order in which they were added. */
    List<ComponentView> components();

    /** The redactor that scrubs every text of this service. */
    Redactor redactor();

    /** How the start went; empty until it has ended. */
    Optional<StartupReport> startup();

    /**
     * Adds a listener; closing what is returned removes it. It hears exactly the events between the two: those from before
     * are not repeated, and those told before the removal are still delivered.
     */
    AutoCloseable listen(LifecycleListener listener);

    /** Counts the work in flight. */
    Gate gate();

    /**
     * Says that every prober that still asks has been answered "not ready" since {@link LifecycleState#DRAINING} began, so
     * that the drain need not last its whole delay. Called by attachments that answer probers; without effect at any other
     * time, and a second time.
     */
    void probersTold();
}
