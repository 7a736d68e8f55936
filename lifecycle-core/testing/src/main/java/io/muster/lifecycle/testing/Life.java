package io.muster.lifecycle.testing;

import io.muster.lifecycle.ComponentStop;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.ShutdownReport;
import io.muster.lifecycle.StartupReport;
import io.muster.lifecycle.Step;
import io.muster.lifecycle.testing.Call.Moment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One life of a service in which one scenario happens, and what was wrong with how it went. */
final class Life {
    private final TestLifecycle test;
    private final Scenario scenario;
    private final Set<String> stoppable;
    private final Map<String, ComponentView> components;
    private final List<String> wrong = new ArrayList<>();

    /** @param stoppable the components that have a stop */
    Life(TestLifecycle test, Scenario scenario, Set<String> stoppable) {
        this.test = test;
        this.scenario = scenario;
        this.stoppable = stoppable;
        this.components =
                test.view().components().stream().collect(Collectors.toMap(ComponentView::name, view -> view));
    }

    /** Lives it and says what was wrong. */
    List<String> live() {
        StartupReport start = test.start();
        if (!scenario.starts().contains(start.outcome())) {
            wrong.add("the start ended " + start.outcome() + " and not " + scenario.starts() + ": " + start.reason());
        }
        ShutdownReport stop = test.stop();
        if (!test.view().state().ended()) {
            wrong.add("the service is " + test.view().state());
        }
        List<Call> calls = test.log();
        for (String name : stoppable) {
            stoppedOnce(name, calls);
            stoppedInOrder(name, calls);
        }
        stop.components().forEach(this::clean);
        return wrong;
    }

    private void clean(ComponentStop stop) {
        boolean spoilt = stop.name().equals(scenario.unclean());
        if (spoilt == (stop.outcome() == Outcome.SUCCEEDED)) {
            String why = stop.failure().map(failure -> ": " + failure.message()).orElse("");
            wrong.add("the stop of '" + stop.name() + "' ended " + stop.outcome() + why);
        }
    }

    private void stoppedOnce(String name, List<Call> calls) {
        int expected = index(name, Step.START, Moment.RETURNED, calls) >= 0 ? 1 : 0;
        long stops = calls.stream()
                .filter(call -> call.equals(new Call(name, Step.STOP, Moment.BEGAN)))
                .count();
        if (stops != expected) {
            wrong.add("'" + name + "' was stopped " + stops + " times and not " + expected);
        }
    }

    /** Whatever waits for it has been stopped before, or given up. */
    private void stoppedInOrder(String name, List<Call> calls) {
        int stopped = index(name, Step.STOP, Moment.BEGAN, calls);
        if (stopped < 0) {
            return;
        }
        for (String other : stoppable) {
            boolean used = index(other, Step.START, Moment.RETURNED, calls) >= 0 && waits(other, name);
            int began = index(other, Step.STOP, Moment.BEGAN, calls);
            int ended = Math.max(
                    index(other, Step.STOP, Moment.RETURNED, calls), index(other, Step.STOP, Moment.THREW, calls));
            if (used && (began < 0 || began > stopped || ended > stopped)) {
                wrong.add("'" + name + "' was stopped before '" + other + "', which waits for it");
            }
        }
    }

    private boolean waits(String from, String to) {
        ComponentView last = component(from);
        if (last.phase().compareTo(component(to).phase()) > 0 && component(to).required()) {
            return true;
        }
        Set<String> seen = new HashSet<>(last.waitsFor());
        var open = new ArrayList<>(last.waitsFor());
        while (!open.isEmpty()) {
            for (String next : component(open.remove(open.size() - 1)).waitsFor()) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen.contains(to);
    }

    private ComponentView component(String name) {
        ComponentView view = components.get(name);
        if (view == null) {
            throw new IllegalStateException("no component '" + name + "'");
        }
        return view;
    }

    private static int index(String name, Step step, Moment moment, List<Call> calls) {
        return calls.indexOf(new Call(name, step, moment));
    }
}
