package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import io.muster.lifecycle.HealthStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code application/health+json}, as draft-inadarei-api-health-check-06 describes it: {@code pass}, {@code warn} or
 * {@code fail}, and an array for each check.
 *
 * <p>The mount itself is readiness. Every check measures its response time; {@code output} is left out when it passes, and
 * for callers without permission. Stateless.
 */
public final class HealthJson implements Dialect {
    private static final String TYPE = "application/health+json";
    private static final Map<String, Probe> PATHS = Map.of(
            "", Probe.READINESS,
            "/liveness", Probe.LIVENESS,
            "/readiness", Probe.READINESS,
            "/startup", Probe.STARTUP);

    /** The dialect; one is like another. */
    public HealthJson() {}

    @Override
    public Map<String, Probe> paths() {
        return PATHS;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        return Optional.ofNullable(PATHS.get(question.path())).map(probe -> say(snapshot, probe, question.details()));
    }

    private static Answer say(Snapshot snapshot, Probe probe, boolean details) {
        Verdict verdict = snapshot.verdict(probe);
        String body = Json.object(json -> {
            json.writeStringField("status", word(verdict.status()));
            json.writeStringField("serviceId", snapshot.service());
            if (details) {
                Json.text(json, "output", verdict.reason());
            }
            json.writeObjectFieldStart("checks");
            if (probe == Probe.READINESS) {
                for (CheckSnapshot check : snapshot.checks()) {
                    check(json, check, details);
                }
            } else if (probe == Probe.LIVENESS) {
                for (Sign sign : snapshot.signs()) {
                    sign(json, sign, details);
                }
            }
            json.writeEndObject();
        });
        return new Answer(verdict.passed(), TYPE, body);
    }

    private static void check(JsonGenerator json, CheckSnapshot check, boolean details) throws IOException {
        begin(json, check.name(), "responseTime");
        if (details && check.duration().isPresent()) {
            Json.millis(json, "observedValue", check.duration().get());
            json.writeStringField("observedUnit", "ms");
        }
        json.writeStringField("status", word(check.status()));
        if (details && check.lastRun().isPresent()) {
            json.writeStringField("time", check.lastRun().get().toString());
        }
        if (details) {
            Json.text(json, "output", check.reason());
        }
        end(json);
    }

    private static void sign(JsonGenerator json, Sign sign, boolean details) throws IOException {
        begin(json, sign.name(), "beat");
        json.writeStringField("status", sign.alive() ? "pass" : "fail");
        if (details) {
            Json.text(json, "output", sign.reason());
        }
        end(json);
    }

    /** Neither half of a key may have a colon. */
    private static void begin(JsonGenerator json, String component, String measurement) throws IOException {
        json.writeArrayFieldStart(component.replace(':', '_') + ":" + measurement);
        json.writeStartObject();
        json.writeStringField("componentType", "component");
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeEndArray();
    }

    private static String word(HealthStatus status) {
        return switch (status) {
            case UP -> "pass";
            case DEGRADED -> "warn";
            case UNKNOWN, DOWN -> "fail";
        };
    }
}
