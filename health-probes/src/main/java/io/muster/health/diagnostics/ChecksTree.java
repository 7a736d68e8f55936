package io.muster.health.diagnostics;

import io.muster.health.CheckRun;
import io.muster.health.CheckSnapshot;
import io.muster.health.RootCause;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every check with its reason, its cause and its history. */
final class ChecksTree {
    private ChecksTree() {}

    static List<Map<String, Object>> of(Snapshot snapshot) {
        return snapshot.checks().stream().map(ChecksTree::of).toList();
    }

    /** What is DOWN by itself, and what only because of that. */
    static Tree of(RootCause cause) {
        var tree =
                new Tree().put("text", cause.text()).put("roots", cause.roots()).put("symptoms", cause.symptoms());
        return cause.suspectsItself() ? tree.put("suspects_itself", true) : tree;
    }

    private static Map<String, Object> of(CheckSnapshot check) {
        var tree = new Tree()
                .put("name", check.name())
                .put("status", check.status())
                .put("since", check.since())
                .put("required", check.required())
                .put("shared", check.shared())
                .put("reason", check.reason())
                .put("failure", check.failure());
        if (check.status() == HealthStatus.DOWN) {
            tree.put("root_cause", check.root());
        }
        return tree.put("because_of", check.causes())
                .put("last_run", check.lastRun())
                .put("response_time", check.duration())
                .put("details", check.details())
                .put("stack", check.stack().map(stack -> stack.lines().toList()))
                .put("answers", check.totals().answers())
                .put("failures", check.totals().failures())
                .put("flaps", check.totals().flaps())
                .put("history", check.history().stream().map(ChecksTree::of).toList())
                .fields();
    }

    private static Map<String, Object> of(CheckRun run) {
        return new Tree()
                .put("at", run.at())
                .put("status", run.status())
                .put("response_time", run.duration())
                .put("reported", run.reported() ? Optional.of(true) : Optional.empty())
                .put("reason", run.reason())
                .fields();
    }
}
