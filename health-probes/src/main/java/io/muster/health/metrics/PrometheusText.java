package io.muster.health.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;

/** Finds the Prometheus registry and lets it say everything; loaded only where there may be one. */
final class PrometheusText {
    private PrometheusText() {}

    static Optional<String> of(MeterRegistry registry) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            return Optional.of(prometheus.scrape());
        }
        return registry instanceof CompositeMeterRegistry composite
                ? composite.getRegistries().stream()
                        .flatMap(part -> of(part).stream())
                        .findFirst()
                : Optional.empty();
    }
}
