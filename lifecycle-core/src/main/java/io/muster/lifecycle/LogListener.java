package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each transition to the log, one line each, without stack traces: what failed is explained in the report. */
final class LogListener implements LifecycleListener {
    private static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);

    private final LifecycleView view;
    private final String service;

    LogListener(LifecycleView view) {
        this.view = view;
        this.service = view.service();
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
        String why = reason.isEmpty() ? "" : " (" + reason + ")";
        String ready = view.startup()
                .filter(report -> to == LifecycleState.RUNNING)
                .map(report -> ", ready in " + Text.of(report.duration()) + " by way of "
                        + String.join(" > ", report.criticalPath()))
                .orElse("");
        log.info("{}: {}{}{}", service, to, why, ready);
    }

    @Override
    public void componentStarting(String name) {
        log.debug("{}: '{}' starting", service, name);
    }

    @Override
    public void componentProgress(String name, String message) {
        log.info("{}: '{}' {}", service, name, message);
    }

    @Override
    public void componentRetrying(String name, int failedAttempt, Finding failure, Duration delay) {
        log.warn(
                "{}: '{}' attempt {} failed, next in {}: {}",
                service,
                name,
                failedAttempt,
                Text.of(delay),
                failure.message());
    }

    @Override
    public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
        String health = result.filter(answer -> answer.status() != HealthStatus.UP)
                .map(answer -> ", but is " + answer.status() + ": " + answer.reason())
                .orElse("");
        if (health.isEmpty()) {
            log.info("{}: '{}' started in {}", service, name, Text.of(duration));
        } else {
            log.warn("{}: '{}' started in {}{}", service, name, Text.of(duration), health);
        }
    }

    @Override
    public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
        log.warn("{}: '{}' did not start: {}", service, name, Text.of(name, outcome, failures));
    }

    @Override
    public void componentStopping(String name) {
        log.debug("{}: '{}' stopping", service, name);
    }

    @Override
    public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
        if (failure.isPresent()) {
            log.warn(
                    "{}: '{}' stopped in {}: {}",
                    service,
                    name,
                    Text.of(duration),
                    failure.get().message());
        } else {
            log.info("{}: '{}' stopped in {}", service, name, Text.of(duration));
        }
    }

    /** Attachments are in no event, and are told of only when something is wrong with them. */
    static void attachmentNotClosed(String service, ComponentStop stop) {
        log.warn(
                "{}: attachment '{}' {}{}",
                service,
                stop.name(),
                stop.failure().map(Finding::message).orElse("was not closed"),
                stop.stack().map(stack -> "; it is here:\n" + stack).orElse(""));
    }

    @Override
    public void componentAbandoned(String name, Duration duration, String stack) {
        log.warn(
                "{}: '{}' did not stop within {} and is abandoned; it is here:\n{}",
                service,
                name,
                Text.of(duration),
                stack);
    }
}
