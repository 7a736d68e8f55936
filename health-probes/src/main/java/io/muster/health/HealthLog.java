package io.muster.health;

import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each change to the log, one line each; only death is worth more, since a restart destroys the evidence. */
final class HealthLog implements HealthListener {
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);

    private final String service;

    HealthLog(String service) {
        this.service = service;
    }

    @Override
    public void checkChanged(CheckSnapshot before, CheckSnapshot now) {
        write(now.status(), say(before, now));
    }

    @Override
    public void readinessChanged(Verdict before, Snapshot now) {
        if (now.state() == LifecycleState.RUNNING) {
            write(now.readiness().status(), say(now));
        } else {
            // what somebody wanted is nothing to warn of
            log.info("'{}': {}", service, say(now));
        }
    }

    @Override
    public void livenessChanged(Verdict before, Snapshot now) {
        if (now.liveness().passed()) {
            log.info("'{}': alive again", service);
        } else {
            String found = now.evidence().map(Evidence::text).orElse("");
            log.error("'{}': not alive: {}\n{}", service, now.liveness().reason(), found);
        }
    }

    static String say(CheckSnapshot before, CheckSnapshot now) {
        var text = new StringBuilder("check '" + now.name() + "' is " + now.status());
        now.failure().ifPresent(failure -> text.append(" (").append(failure).append(')'));
        if (!now.reason().isEmpty()) {
            text.append(": ").append(now.reason());
        }
        if (!now.causes().isEmpty()) {
            text.append("; because of ").append(String.join(", ", now.causes()));
        }
        return text + "; it was " + before.status();
    }

    static String say(Snapshot now) {
        if (now.readiness().passed()) {
            return "ready again";
        }
        // nothing that is DOWN has to do with it when the service is stopped
        String cause = now.state() == LifecycleState.RUNNING ? now.rootCause().text() : "";
        return "not ready: " + now.readiness().reason() + (cause.isEmpty() ? "" : "; " + cause);
    }

    private void write(HealthStatus status, String text) {
        if (status.ready()) {
            log.info("'{}': {}", service, text);
        } else {
            log.warn("'{}': {}", service, text);
        }
    }
}
