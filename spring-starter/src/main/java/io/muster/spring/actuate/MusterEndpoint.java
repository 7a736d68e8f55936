package io.muster.spring.actuate;

import static java.util.Objects.requireNonNull;

import io.muster.spring.probes.Probes;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The diagnostics of the service as Actuator's endpoint {@code muster}: state, root cause, checks with their history, start
 * report, settings, machine, events. Secrets are scrubbed. Boot decides who reads it.
 */
@Endpoint(id = "muster", defaultAccess = Access.READ_ONLY)
public final class MusterEndpoint {
    private final Probes probes;

    /** The diagnostics behind {@code probes}. */
    public MusterEndpoint(Probes probes) {
        this.probes = requireNonNull(probes, "probes");
    }

    /** All of it: texts, numbers, booleans, and maps and lists of them. */
    @ReadOperation
    public Map<String, Object> diagnostics() {
        return probes.handler().diagnostics();
    }
}
