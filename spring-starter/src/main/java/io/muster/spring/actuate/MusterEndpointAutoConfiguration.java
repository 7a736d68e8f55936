package io.muster.spring.actuate;

import io.muster.spring.probes.Probes;
import io.muster.spring.probes.ProbesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Adds the endpoint {@code muster} where Actuator exposes it. */
@AutoConfiguration(after = ProbesAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Probes.class)
@ConditionalOnAvailableEndpoint(MusterEndpoint.class)
public final class MusterEndpointAutoConfiguration {
    MusterEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    MusterEndpoint musterEndpoint(Probes probes) {
        return new MusterEndpoint(probes);
    }
}
