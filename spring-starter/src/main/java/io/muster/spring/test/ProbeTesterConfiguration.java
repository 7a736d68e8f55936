package io.muster.spring.test;

import io.muster.spring.probes.Probes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the tester. */
@Configuration(proxyBeanMethods = false)
class ProbeTesterConfiguration {
    @Bean
    ProbeTester musterProbeTester(Probes probes) {
        return new ProbeTester(probes);
    }
}
