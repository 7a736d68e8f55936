package io.muster.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what listeners are told, one short line an event. */
final class EngineEvents implements LifecycleListener {
    private List<String> lines = new ArrayList<>();

    /** The lines since the last call. */
    List<String> taken() {
        List<String> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
        lines.add(reason.isEmpty() ? to.toString() : to + " (" + reason + ")");
    }

    @Override
    public void componentStarting(String name) {
        lines.add("starting " + name);
    }

    @Override
    public void componentProgress(String name, String message) {
        lines.add("progress " + name + ": " + message);
    }

    @Override
    public void componentRetrying(String name, int failedAttempt, Finding failure, Duration delay) {
        lines.add("retrying " + name + " after attempt " + failedAttempt + " in " + Text.of(delay));
    }

    @Override
    public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
        lines.add("started " + name);
    }

    @Override
    public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
        lines.add("failed " + name + " " + outcome);
    }

    @Override
    public void componentStopping(String name) {
        lines.add("stopping " + name);
    }

    @Override
    public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
        lines.add("stopped " + name
                + failure.map(finding -> ": " + finding.message()).orElse(""));
    }

    @Override
    public void componentAbandoned(String name, Duration duration, String stack) {
        lines.add("abandoned " + name);
    }
}
