package io.muster.spring.probes;

import static java.util.Objects.requireNonNull;

import io.muster.health.HealthMonitor;
import io.muster.health.http.ProbeHandler;

/**
 * The probes of the application, wherever they answer: those of the probe server, or without one those that are only
 * mounted. Inject it to report real calls, to register checks and to listen. Thread-safe.
 */
public final class Probes {
    private final ProbeHandler handler;

    /** Probes that {@code handler} answers; who makes them attaches it, or the server that has it. */
    public Probes(ProbeHandler handler) {
        this.handler = requireNonNull(handler, "handler");
    }

    /** Answers the probes; mount it where you like. */
    public ProbeHandler handler() {
        return handler;
    }

    /**
     * The monitor that the probes answer from.
     *
     * @throws IllegalStateException if the service has not been started yet
     */
    public HealthMonitor monitor() {
        return handler.monitor();
    }
}
