package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.StartupReport;
import java.io.IOException;
import java.util.List;

/** Writes a startup report. */
final class StartupJson {
    private StartupJson() {}

    static void write(JsonGenerator json, StartupReport report) throws IOException {
        json.writeStringField("outcome", report.outcome().name());
        Json.text(json, "reason", report.reason());
        json.writeStringField("started_at", report.startedAt().toString());
        Json.millis(json, "duration_ms", report.duration());
        Json.texts(json, "critical_path", report.criticalPath());
        findings(json, report.findings());
        json.writeArrayFieldStart("components");
        for (ComponentStart component : report.components()) {
            component(json, component);
        }
        json.writeEndArray();
    }

    private static void component(JsonGenerator json, ComponentStart component) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", component.name());
        json.writeStringField("phase", component.phase().name());
        json.writeBooleanField("required", component.required());
        json.writeStringField("outcome", component.outcome().name());
        Json.texts(json, "waited_for", component.waitedFor());
        json.writeNumberField("attempts", component.attempts());
        Json.millis(json, "offset_ms", component.offset());
        Json.millis(json, "duration_ms", component.duration());
        Json.millis(json, "slack_ms", component.slack());
        findings(json, component.findings());
        Json.text(json, "note", component.note());
        if (component.stack().isPresent()) {
            Json.texts(json, "stack", component.stack().get().lines().toList());
        }
        json.writeEndObject();
    }

    private static void findings(JsonGenerator json, List<Finding> findings) throws IOException {
        if (findings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("failure", finding.failure().map(Enum::name).orElse("WARNING"));
            Json.text(json, "code", finding.code());
            Json.text(json, "subject", finding.subject());
            Json.text(json, "message", finding.message());
            Json.text(json, "fix", finding.fix());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
