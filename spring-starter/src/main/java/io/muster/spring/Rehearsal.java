package io.muster.spring;

import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Knows the runs of an application in which it is not meant to work: nothing is checked, opened or waited for. */
final class Rehearsal {
    private Rehearsal() {}

    /** Whether sources are generated ahead of time, classes recorded, or a bootstrap context prepares the real one. */
    static boolean of(Environment environment) {
        return Boolean.getBoolean("spring.aot.processing")
                || "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.exit"))
                || "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.checkpoint"))
                || (environment instanceof ConfigurableEnvironment configurable
                        && configurable.getPropertySources().contains("bootstrap"));
    }
}
