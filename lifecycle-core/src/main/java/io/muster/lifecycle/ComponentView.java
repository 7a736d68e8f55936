package io.muster.lifecycle;

import java.util.Optional;
import java.util.Set;

/**
 * One component as others see it.
 *
 * @param name its unique name
 * @param phase when it starts
 * @param required whether the service cannot be ready without it
 * @param waitsFor the components that it names, by {@code dependsOn} or {@code after}
 * @param checked whether it has a check
 * @param check how to ask it; empty while it has no value, and when it has no check
 * @param policy how often and how patiently to ask it
 * @param startResult the answer from its start; empty until then
 */
public record ComponentView(
        String name,
        Phase phase,
        boolean required,
        Set<String> waitsFor,
        boolean checked,
        Optional<HealthCheck> check,
        CheckPolicy policy,
        Optional<HealthResult> startResult) {}
