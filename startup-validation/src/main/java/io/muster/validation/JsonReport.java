package io.muster.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Setting;
import io.muster.lifecycle.StartupReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report for log search: one event a line, none longer than log shippers take. */
final class JsonReport {
    static final int MOST_BYTES = 8 * 1024;
    private static final int MOST_TEXT = 1_000;
    private static final int MOST_ENTRIES = 128;
    private static final Set<String> PREFIXES = Set.of("ENV", "DB", "HOST", "LLM", "RDS", "SVC");
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Report report;
    private final StartupReport start;

    JsonReport(Report report) {
        this.report = report;
        this.start = report.start();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    String render() {
        var lines = new StringBuilder();
        for (Report.Item item : report.items()) {
            lines.append(event(
                            item.error() ? "ERROR" : "WARN", "startup.validation.finding", json -> write(json, item)))
                    .append('\n');
        }
        return lines.append(summary()).append('\n').toString();
    }

    private void write(JsonGenerator json, Report.Item item) throws IOException {
        Finding finding = item.finding();
        text(json, "code", finding.code());
        json.writeStringField("severity", item.error() ? "error" : "warning");
        ComponentStart component = item.component();
        if (component != null) {
            json.writeStringField("phase", lower(component.phase()));
            text(json, "component", component.name());
            json.writeNumberField("attempts", component.attempts());
        }
        text(json, "subject", finding.subject());
        text(json, "source", source(finding));
        text(json, "message", finding.message());
        text(json, "fix", finding.fix());
        text(json, "docs", docs(finding.code()));
        if (finding.failure().isPresent()) {
            json.writeStringField("failure", lower(finding.failure().get()));
            json.writeBooleanField("retryable", finding.failure().get().retryable());
        }
    }

    /** Where the values of the variables that it is about came from, in their order; empty when it is about none. */
    private String source(Finding finding) {
        return Stream.of(finding.subject().split(", ", -1))
                .flatMap(name -> start.settings().stream()
                        .filter(setting -> setting.name().equals(name))
                        .limit(1))
                .map(Setting::source)
                .collect(Collectors.joining(", "));
    }

    /** The place in the documentation that explains the code; empty for a code of an application's own. */
    private static String docs(String code) {
        int dash = code.indexOf('-');
        boolean known = dash > 0 && PREFIXES.contains(code.substring(0, dash));
        return known ? "docs/codes.md#" + code.toLowerCase(Locale.ROOT) : "";
    }

    /** With shorter lists when it would be too long. */
    private String summary() {
        String level = report.exitCode() == 0 ? "INFO" : "ERROR";
        int entries = MOST_ENTRIES;
        while (true) {
            int most = entries;
            String line = event(level, "startup.validation.summary", json -> summary(json, most));
            if (entries == 0 || line.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return line;
            }
            entries /= 2;
        }
    }

    private void summary(JsonGenerator json, int most) throws IOException {
        json.writeStringField("outcome", report.exitCode() == 0 ? "passed" : "failed");
        json.writeNumberField("exit_code", report.exitCode());
        text(json, "profile", report.profile());
        json.writeNumberField("errors", report.errors().size());
        json.writeNumberField("warnings", report.warnings().size());
        json.writeNumberField("duration_ms", start.duration().toMillis());
        List<ComponentStart> components = report.components();
        List<String> codes = report.items().stream()
                .map(item -> item.finding().code())
                .filter(code -> !code.isEmpty())
                .distinct()
                .sorted()
                .toList();
        json.writeObjectFieldStart("components");
        for (ComponentStart component : components.subList(0, Math.min(most, components.size()))) {
            json.writeStringField(Words.line(component.name(), 60), lower(report.state(component)));
        }
        json.writeEndObject();
        texts(json, "not_run", report.notRun(), most);
        texts(json, "skipped", report.skipped(), most);
        if (!report.held().isEmpty()) {
            texts(json, "not_skipped", report.held(), most);
        }
        texts(json, "codes", codes, most);
        if (Math.max(components.size(), codes.size()) > most) {
            json.writeBooleanField("truncated", true);
        }
    }

    private String event(String level, String event, Body body) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("ts", start.startedAt().plus(start.duration()).toString());
            json.writeStringField("level", level);
            json.writeStringField("event", event);
            json.writeNumberField("schema", 1);
            text(json, "service", start.service());
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail", e);
        }
        return text.toString();
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, Words.line(value, MOST_TEXT));
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> values, int most) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values.subList(0, Math.min(most, values.size()))) {
            json.writeString(Words.line(value, 60));
        }
        json.writeEndArray();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
