package io.muster.lifecycle;

import static io.muster.lifecycle.ModelViolation.unless;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the reports against what was seen. */
final class ModelReports {
    private ModelReports() {}

    static void check(Engine engine, ModelNode[] nodes, LifecycleState state) {
        StartupReport startup = new Reports(engine, "model", Instant.EPOCH, 0, 0).startup();
        unless(
                (startup.exitCode() != 0) == (state == LifecycleState.FAILED),
                ModelRule.REPORTED,
                "engine",
                "ends ",
                state,
                " with exit code ",
                startup.exitCode());
        for (ModelNode node : nodes) {
            ComponentStart start = startup.components().get(node.plan.index());
            unless(start.name().equals(node.name), ModelRule.REPORTED, node.name, "is not reported");
            unless(
                    (start.outcome() == Outcome.NOT_RUN) == !node.begun,
                    ModelRule.REPORTED,
                    node.name,
                    "is reported ",
                    start.outcome(),
                    ", begun: ",
                    node.begun);
            unless(!node.failed || start.outcome() == node.told, ModelRule.REPORTED, node.name, "told ", node.told);
        }
        if (!state.ended()) {
            return;
        }
        Map<String, Outcome> stops = new Reports(engine, "model", Instant.EPOCH, 0, 0)
                .shutdown().components().stream()
                        .collect(Collectors.toMap(ComponentStop::name, ComponentStop::outcome));
        for (ModelNode node : nodes) {
            Outcome outcome = stops.get(node.name);
            unless(
                    (outcome != null) == (node.made && (!node.late || node.stoppable)),
                    ModelRule.REPORTED,
                    node.name,
                    "is reported as ",
                    outcome);
            boolean notRun = outcome == Outcome.NOT_RUN;
            unless(!notRun || node.stops == 0, ModelRule.REPORTED, node.name, "stopped and is reported as not run");
            unless(
                    notRun || node.stops == 1 || !node.made || !node.stoppable,
                    ModelRule.STOPPED_ONCE,
                    node.name,
                    "was passed over and is reported as ",
                    outcome);
        }
    }
}
