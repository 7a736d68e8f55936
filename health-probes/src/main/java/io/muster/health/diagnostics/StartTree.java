package io.muster.health.diagnostics;

import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.StartupReport;
import java.util.List;
import java.util.Map;

/** How the start went, and what to put into a startup probe because of it. */
final class StartTree {
    private StartTree() {}

    static Tree of(StartupReport report) {
        var probe = report.startupProbe();
        return new Tree()
                .put("outcome", report.outcome())
                .put("reason", report.reason())
                .put("started_at", report.startedAt())
                .put("duration", report.duration())
                .put("critical_path", report.criticalPath())
                .put(
                        "startup_probe",
                        new Tree()
                                .put("period_seconds", probe.periodSeconds())
                                .put("failure_threshold", probe.failureThreshold()))
                .put("findings", findings(report.findings()))
                .put(
                        "components",
                        report.components().stream().map(StartTree::of).toList());
    }

    private static Map<String, Object> of(ComponentStart component) {
        return new Tree()
                .put("name", component.name())
                .put("phase", component.phase())
                .put("required", component.required())
                .put("outcome", component.outcome())
                .put("waited_for", component.waitedFor())
                .put("attempts", component.attempts())
                .put("offset", component.offset())
                .put("duration", component.duration())
                .put("slack", component.slack())
                .put("findings", findings(component.findings()))
                .put("note", component.note())
                .put("stack", component.stack().map(stack -> stack.lines().toList()))
                .fields();
    }

    private static List<Map<String, Object>> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Tree()
                        .put("failure", finding.failure().map(Enum::name).orElse("WARNING"))
                        .put("code", finding.code())
                        .put("subject", finding.subject())
                        .put("message", finding.message())
                        .put("fix", finding.fix())
                        .fields())
                .toList();
    }
}
