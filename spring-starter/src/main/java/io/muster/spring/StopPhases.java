package io.muster.spring;

import java.time.Duration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** Fits the limits that Spring has for each phase of a stop into the one budget of the service. */
final class StopPhases {
    /** The service keeps to one total; a limit of Spring's that ends earlier would destroy beans still in use. */
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private static final String PER_PHASE = "spring.lifecycle.timeout-per-shutdown-phase";

    private final ListableBeanFactory beans;
    private final ServiceSettings settings;

    StopPhases(ListableBeanFactory beans, ServiceSettings settings) {
        this.beans = beans;
        this.settings = settings;
    }

    /** A phase that hangs, such as the web server's, leaves half of the budget to the others, unless its limit is stated. */
    void limit() {
        boolean stated = settings.environment().containsProperty(PER_PHASE);
        for (var processor :
                beans.getBeansOfType(DefaultLifecycleProcessor.class).values()) {
            processor.setTimeoutForShutdownPhase(ServiceLifecycle.PHASE, NO_LIMIT.toMillis());
            processor.setTimeoutForShutdownPhase(DrainLifecycle.PHASE, NO_LIMIT.toMillis());
            if (!stated) {
                processor.setTimeoutPerShutdownPhase(
                        settings.stopBudget().dividedBy(2).toMillis());
            }
        }
    }
}
