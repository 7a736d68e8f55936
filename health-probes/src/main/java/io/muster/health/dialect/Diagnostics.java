package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.health.CheckRun;
import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Writes the diagnosis: the state, the verdicts, every check with its history, the start and the JVM. */
final class Diagnostics {
    private Diagnostics() {}

    static void write(JsonGenerator json, Snapshot snapshot) throws IOException {
        json.writeStringField("service", snapshot.service());
        json.writeStringField("state", snapshot.state().name());
        json.writeStringField("since", snapshot.since().toString());
        Json.text(json, "reason", snapshot.reason());
        DetailedJson.moment(json, snapshot);
        json.writeObjectFieldStart("probes");
        for (Probe probe : Probe.values()) {
            verdict(json, probe, snapshot.verdict(probe));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("checks");
        for (CheckSnapshot check : snapshot.checks()) {
            check(json, check);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("liveness_signs");
        for (Sign sign : snapshot.signs()) {
            json.writeStartObject();
            json.writeStringField("name", sign.name());
            json.writeBooleanField("alive", sign.alive());
            Json.text(json, "reason", sign.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (snapshot.startupReport().isPresent()) {
            json.writeObjectFieldStart("startup");
            StartupJson.write(json, snapshot.startupReport().get());
            json.writeEndObject();
        }
        DetailedJson.metrics(json, snapshot.machine());
        json.writeObjectFieldStart("jvm");
        JvmJson.write(json);
        json.writeEndObject();
    }

    private static void verdict(JsonGenerator json, Probe probe, Verdict verdict) throws IOException {
        json.writeObjectFieldStart(probe.name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("passed", verdict.passed());
        json.writeStringField("status", verdict.status().name());
        Json.text(json, "reason", verdict.reason());
        json.writeEndObject();
    }

    private static void check(JsonGenerator json, CheckSnapshot check) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", check.name());
        json.writeStringField("status", check.status().name());
        json.writeStringField("since", check.since().toString());
        json.writeBooleanField("required", check.required());
        json.writeBooleanField("shared", check.shared());
        Json.text(json, "reason", check.reason());
        if (check.failure().isPresent()) {
            json.writeStringField("failure", check.failure().get().name());
            json.writeBooleanField("root_cause", check.root());
        }
        Json.texts(json, "because_of", check.causes());
        if (check.lastRun().isPresent()) {
            json.writeStringField("last_run", check.lastRun().get().toString());
        }
        if (check.duration().isPresent()) {
            Json.millis(json, "response_time_ms", check.duration().get());
        }
        json.writeObjectFieldStart("details");
        Details.write(json, check.details(), Set.of());
        json.writeEndObject();
        if (check.stack().isPresent()) {
            Json.texts(json, "stack", check.stack().get().lines().toList());
        }
        json.writeArrayFieldStart("history");
        for (CheckRun run : check.history()) {
            json.writeStartObject();
            json.writeStringField("at", run.at().toString());
            json.writeStringField("status", run.status().name());
            Json.millis(json, "response_time_ms", run.duration());
            Json.text(json, "reason", run.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
