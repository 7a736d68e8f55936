package io.muster.spring.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.health.metrics.MicrometerMetrics;
import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.LifecycleView;
import io.muster.spring.probes.Probes;

/** Meters the service from before its first component starts until after the last has stopped. */
final class MeterAttachment implements Attachment {
    private final MeterRegistry registry;
    private final Probes probes;

    MeterAttachment(MeterRegistry registry, Probes probes) {
        this.registry = registry;
        this.probes = probes;
    }

    @Override
    public AutoCloseable open(LifecycleView view) throws Exception {
        return MicrometerMetrics.of(registry).open(view, () -> probes.monitor().snapshot());
    }
}
