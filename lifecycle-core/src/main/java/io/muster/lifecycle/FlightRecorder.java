package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Writes starts, stops and state changes into the JVM's flight recording.
 *
 * <p>Until the first recording it makes no event: the first one wakes the recorder, which takes longer than a start.
 */
final class FlightRecorder implements LifecycleListener {
    private final String service;
    private final Map<String, ComponentEvent> open = new ConcurrentHashMap<>();

    private FlightRecorder(String service) {
        this.service = service;
    }

    /** The recorder, where the runtime image has the module for it. */
    static Optional<LifecycleListener> forService(String service) {
        return ModuleLayer.boot().findModule("jdk.jfr").map(module -> new FlightRecorder(service));
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
        if (!jdk.jfr.FlightRecorder.isInitialized()) {
            return;
        }
        var event = new StateEvent();
        event.service = service;
        event.state = to.name();
        event.reason = reason;
        event.commit();
    }

    @Override
    public void componentStarting(String name) {
        begin(name, StartEvent::new);
    }

    @Override
    public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
        end(name, Outcome.SUCCEEDED);
    }

    @Override
    public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
        end(name, outcome);
    }

    @Override
    public void componentStopping(String name) {
        begin(name, StopEvent::new);
    }

    @Override
    public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
        end(name, failure.isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED);
    }

    @Override
    public void componentAbandoned(String name, Duration duration, String stack) {
        end(name, Outcome.HUNG);
    }

    private void begin(String name, Supplier<ComponentEvent> made) {
        if (!jdk.jfr.FlightRecorder.isInitialized()) {
            return;
        }
        ComponentEvent event = made.get();
        event.service = service;
        event.component = name;
        event.begin();
        open.put(name, event);
    }

    private void end(String name, Outcome outcome) {
        ComponentEvent event = open.remove(name);
        if (event != null) {
            event.outcome = outcome.name();
            event.commit();
        }
    }

    @Category("Muster")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // the JVM reads the fields
    private abstract static class ComponentEvent extends Event {
        @Label("Service")
        String service = "";

        @Label("Component")
        String component = "";

        @Label("Outcome")
        String outcome = "";
    }

    @Name("io.muster.ComponentStart")
    @Label("Component Start")
    private static final class StartEvent extends ComponentEvent {}

    @Name("io.muster.ComponentStop")
    @Label("Component Stop")
    private static final class StopEvent extends ComponentEvent {}

    @Name("io.muster.StateChange")
    @Label("State Change")
    @Category("Muster")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // as above
    private static final class StateEvent extends Event {
        @Label("Service")
        String service = "";

        @Label("State")
        String state = "";

        @Label("Reason")
        String reason = "";
    }
}
