package io.muster.spring;

import io.muster.lifecycle.LifecycleManager;
import java.time.Duration;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What the properties make of a service.
 *
 * @param properties those that begin with {@code muster}
 * @param environment the rest
 */
record ServiceSettings(MusterProperties properties, Environment environment) {
    private static final Duration START_BUDGET = Duration.ofMinutes(2);
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);
    private static final Duration LONGEST_EXIT = Duration.ofSeconds(2);

    /** The application's name, as every log line and report has it. */
    String service() {
        return service(environment);
    }

    static String service(Environment environment) {
        String name = environment.getProperty("spring.application.name");
        return StringUtils.hasText(name) ? name.strip() : "application";
    }

    /** A manager of no components yet. */
    LifecycleManager manager() {
        LifecycleManager manager = LifecycleManager.named(service());
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::startBudget).to(manager::startBudget);
        map.from(properties::gracePeriod).to(manager::gracePeriod);
        map.from(properties::stopBudget).to(manager::stopBudget);
        map.from(properties::drainDelay).to(manager::drainDelay);
        return manager;
    }

    /** The longest that the start may take; by default the manager's own start budget. */
    Duration startBudget() {
        Duration stated = properties.startBudget();
        return stated == null ? START_BUDGET : stated;
    }

    /** The longest that the whole end may take; by default the manager's own stop budget, which follows the same rule. */
    Duration stopBudget() {
        Duration stated = properties.stopBudget();
        Duration grace = properties.gracePeriod() == null ? GRACE_PERIOD : properties.gracePeriod();
        Duration exit = grace.dividedBy(10);
        return stated != null ? stated : grace.minus(exit.compareTo(LONGEST_EXIT) < 0 ? exit : LONGEST_EXIT);
    }
}
