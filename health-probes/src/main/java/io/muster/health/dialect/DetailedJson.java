package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.health.CheckSnapshot;
import io.muster.health.Machine;
import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JSON for dashboards and people: a body for each probe, the mount itself being liveness.
 *
 * <p>Without permission a caller learns names and states only. Stateless.
 */
public final class DetailedJson implements Dialect {
    private static final String TYPE = "application/json";
    private static final String RESPONSE_TIME = "response_time_ms";
    private static final Set<String> RESERVED = Set.of(
            "healthy", "status", "required", "shared", "reason", "failure", "because_of", "details", RESPONSE_TIME);
    private static final Map<String, Probe> PATHS = Map.of(
            "", Probe.LIVENESS,
            "/liveness", Probe.LIVENESS,
            "/readiness", Probe.READINESS,
            "/startup", Probe.STARTUP);

    /** The dialect; one is like another. */
    public DetailedJson() {}

    @Override
    public Map<String, Probe> paths() {
        return PATHS;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        return Optional.ofNullable(PATHS.get(question.path())).map(probe -> switch (probe) {
            case LIVENESS -> liveness(snapshot, question.details());
            case READINESS -> readiness(snapshot, question.details());
            case STARTUP -> startup(snapshot, question.details());
        });
    }

    /** Whatever is to be said for diagnosis: texts, numbers, booleans, and maps and lists of them. Always passes. */
    public static Answer diagnostics(Map<String, ?> diagnosis) {
        return new Answer(true, TYPE, Json.object(json -> Json.fields(json, diagnosis)));
    }

    private static Answer liveness(Snapshot snapshot, boolean details) {
        return answer(snapshot.liveness(), json -> {
            json.writeStringField("status", snapshot.liveness().passed() ? "alive" : "dead");
            moment(json, snapshot);
            if (details) {
                Json.text(json, "reason", snapshot.liveness().reason());
            }
        });
    }

    private static Answer startup(Snapshot snapshot, boolean details) {
        return answer(snapshot.startup(), json -> {
            json.writeStringField("status", startupStatus(snapshot));
            state(json, snapshot, details);
            moment(json, snapshot);
        });
    }

    private static Answer readiness(Snapshot snapshot, boolean details) {
        return answer(snapshot.readiness(), json -> {
            json.writeStringField("status", status(snapshot.readiness()));
            json.writeBooleanField("overall_healthy", snapshot.readiness().passed());
            state(json, snapshot, details);
            Json.texts(json, "root_causes", snapshot.rootCause().roots());
            json.writeObjectFieldStart("services");
            for (CheckSnapshot check : snapshot.checks()) {
                json.writeObjectFieldStart(check.name());
                service(json, check, details);
                json.writeEndObject();
            }
            json.writeEndObject();
            if (details) {
                metrics(json, snapshot.machine());
            }
        });
    }

    private static Answer answer(Verdict verdict, Json.Body body) {
        return new Answer(verdict.passed(), TYPE, Json.object(body));
    }

    private static void moment(JsonGenerator json, Snapshot snapshot) throws IOException {
        json.writeStringField(
                "timestamp", snapshot.takenAt().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeNumberField("uptime_seconds", snapshot.uptime().toSeconds());
    }

    private static void metrics(JsonGenerator json, Machine machine) throws IOException {
        json.writeObjectFieldStart("metrics");
        Json.figure(json, "cpu_percent", machine.cpuPercent());
        Json.figure(json, "memory_percent", machine.memoryPercent());
        Json.figure(json, "disk_percent", machine.diskPercent());
        json.writeEndObject();
    }

    private static String status(Verdict verdict) {
        return switch (verdict.status()) {
            case UP -> "healthy";
            case DEGRADED -> "degraded";
            case UNKNOWN, DOWN -> "unhealthy";
        };
    }

    private static String startupStatus(Snapshot snapshot) {
        if (snapshot.verdict(Probe.STARTUP).passed()) {
            return "started";
        }
        return snapshot.state().compareTo(LifecycleState.RUNNING) < 0 ? "starting" : "failed";
    }

    /** The state, unless the service simply runs. */
    private static void state(JsonGenerator json, Snapshot snapshot, boolean details) throws IOException {
        if (snapshot.state() != LifecycleState.RUNNING) {
            json.writeStringField("state", snapshot.state().name());
            if (details) {
                Json.text(json, "reason", snapshot.reason());
            }
        }
    }

    private static void service(JsonGenerator json, CheckSnapshot check, boolean details) throws IOException {
        json.writeBooleanField("healthy", check.status().ready());
        if (check.status() != HealthStatus.UP) {
            json.writeStringField("status", check.status().name());
        }
        if (!check.required()) {
            json.writeBooleanField("required", false);
        }
        if (check.shared()) {
            json.writeBooleanField("shared", true);
        }
        Json.texts(json, "because_of", check.causes());
        if (!details) {
            return;
        }
        var own = new LinkedHashMap<>(check.details());
        String roundTrip = own.remove(RESPONSE_TIME);
        if (roundTrip != null) {
            // the check's own measure: it knows where the round trip begins
            json.writeFieldName(RESPONSE_TIME);
            Details.value(json, roundTrip);
        } else if (check.duration().isPresent()) {
            Json.millis(json, RESPONSE_TIME, check.duration().get());
        }
        Json.text(json, "reason", check.reason());
        if (check.failure().isPresent()) {
            json.writeStringField("failure", check.failure().get().name());
        }
        Details.write(json, own, RESERVED);
    }
}
