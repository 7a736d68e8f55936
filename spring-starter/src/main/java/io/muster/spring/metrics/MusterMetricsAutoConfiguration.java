package io.muster.spring.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.spring.probes.Probes;
import io.muster.spring.probes.ProbesAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Binds the meters that begin with {@code muster} to the application's registry. */
@AutoConfiguration(
        after = ProbesAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Probes.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "muster.metrics.enabled", matchIfMissing = true)
public final class MusterMetricsAutoConfiguration {
    MusterMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "musterMeterAttachment")
    MeterAttachment musterMeterAttachment(MeterRegistry registry, Probes probes) {
        return new MeterAttachment(registry, probes);
    }
}
