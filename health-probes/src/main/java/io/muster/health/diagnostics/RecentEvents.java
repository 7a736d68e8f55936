package io.muster.health.diagnostics;

import io.muster.health.CheckSnapshot;
import io.muster.health.HealthListener;
import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last {@value #MOST} things that happened to a service, and where each of its components is. Thread-safe. */
public final class RecentEvents implements LifecycleListener, HealthListener {
    private static final int MOST = 100;

    private final Redactor redactor;
    private final Clock clock;
    private final Deque<Map<String, Object>> events = new ArrayDeque<>();
    private final ComponentStates components = new ComponentStates();

    /** Nothing has happened yet. */
    public RecentEvents(Redactor redactor) {
        this(redactor, SystemTime.CLOCK);
    }

    RecentEvents(Redactor redactor, Clock clock) {
        this.redactor = redactor;
        this.clock = clock;
    }

    /** Keeps one event in mind. */
    public synchronized void add(String text) {
        if (events.size() == MOST) {
            events.removeFirst();
        }
        events.addLast(new Tree()
                .put("at", clock.instant())
                .put("event", redactor.scrub(text))
                .fields());
    }

    synchronized List<Map<String, Object>> all() {
        return List.copyOf(events);
    }

    List<Map<String, Object>> components() {
        return components.all();
    }

    private void enter(String component, String state) {
        components.enter(component, state, clock.instant());
    }

    @Override
    public void componentStarting(String name) {
        enter(name, "STARTING");
    }

    @Override
    public void componentStopping(String name) {
        enter(name, "STOPPING");
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
        add("state " + from + " to " + to + (reason.isEmpty() ? "" : ": " + reason));
    }

    @Override
    public void componentRetrying(String name, int failedAttempt, Finding failure, Duration delay) {
        add("'" + name + "' failed its attempt " + failedAttempt + ": " + failure.message());
    }

    @Override
    public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
        enter(name, "STARTED");
        add("'" + name + "' started in " + duration.toMillis() + " ms");
    }

    @Override
    public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
        enter(name, outcome.name());
        String why = failures.isEmpty() ? "" : ": " + failures.get(0).message();
        add("'" + name + "' did not start, " + outcome + why);
    }

    @Override
    public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
        enter(name, "STOPPED");
        String how =
                failure.map(finding -> ", and failed: " + finding.message()).orElse("");
        add("'" + name + "' stopped in " + duration.toMillis() + " ms" + how);
    }

    @Override
    public void componentAbandoned(String name, Duration duration, String stack) {
        enter(name, "ABANDONED");
        add("'" + name + "' did not stop within " + duration.toMillis() + " ms and was abandoned");
    }

    @Override
    public void checkChanged(CheckSnapshot before, CheckSnapshot now) {
        String why = now.reason().isEmpty() ? "" : ": " + now.reason();
        add("check '" + now.name() + "' " + before.status() + " to " + now.status() + why);
    }

    @Override
    public void readinessChanged(Verdict before, Snapshot now) {
        changed("ready", now.readiness());
    }

    @Override
    public void livenessChanged(Verdict before, Snapshot now) {
        changed("alive", now.liveness());
    }

    private void changed(String what, Verdict now) {
        add(now.passed() ? what + " again" : "not " + what + ": " + now.reason());
    }
}
