package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of Spring Boot Actuator's health endpoint: components, details for those with permission, and the groups
 * {@code liveness}, {@code readiness} and {@code startup}.
 *
 * <p>The mount itself is readiness; each component has a path of its own. A service that is not running, and one whose
 * state nobody knows, is OUT_OF_SERVICE; a degraded one is UP, since Actuator drops what it does not know. Stateless.
 */
public final class ActuatorJson implements Dialect {
    private static final String TYPE = "application/vnd.spring-boot.actuator.v3+json";
    private static final Map<String, Probe> PATHS = Map.of(
            "", Probe.READINESS,
            "/liveness", Probe.LIVENESS,
            "/readiness", Probe.READINESS,
            "/startup", Probe.STARTUP);

    /** The dialect; one is like another. */
    public ActuatorJson() {}

    @Override
    public Map<String, Probe> paths() {
        return PATHS;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        Probe probe = PATHS.get(question.path());
        if (probe != null) {
            return Optional.of(all(snapshot, probe, question));
        }
        return snapshot.check(question.below("")).map(check -> {
            String body = Json.object(json -> component(json, check, question.details()));
            return new Answer(check.status().ready(), TYPE, body);
        });
    }

    private static Answer all(Snapshot snapshot, Probe probe, Question question) {
        boolean passed = snapshot.verdict(probe).passed();
        String body = Json.object(json -> {
            json.writeStringField("status", status(snapshot, probe));
            json.writeObjectFieldStart("components");
            if (probe == Probe.READINESS) {
                for (CheckSnapshot check : snapshot.checks()) {
                    json.writeObjectFieldStart(check.name());
                    component(json, check, question.details());
                    json.writeEndObject();
                }
            }
            state(json, snapshot, probe);
            json.writeEndObject();
            if (question.path().isEmpty()) {
                Json.array(json, "groups", "liveness", "readiness", "startup");
            }
        });
        return new Answer(passed, TYPE, body);
    }

    /** What Boot lists for its own part of the verdict. */
    private static void state(JsonGenerator json, Snapshot snapshot, Probe probe) throws IOException {
        boolean running = snapshot.state() == LifecycleState.RUNNING;
        switch (probe) {
            case LIVENESS -> state(json, "livenessState", status(snapshot, probe));
            case READINESS -> state(json, "readinessState", running ? "UP" : "OUT_OF_SERVICE");
            case STARTUP -> state(json, "startupState", status(snapshot, probe));
        }
    }

    private static void state(JsonGenerator json, String name, String status) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("status", status);
        json.writeEndObject();
    }

    private static String status(Snapshot snapshot, Probe probe) {
        if (snapshot.verdict(probe).passed()) {
            return "UP";
        }
        boolean down = snapshot.verdict(probe).status() == HealthStatus.DOWN;
        boolean itself = probe == Probe.LIVENESS || snapshot.state() == LifecycleState.RUNNING;
        return down && itself ? "DOWN" : "OUT_OF_SERVICE";
    }

    private static void component(JsonGenerator json, CheckSnapshot check, boolean details) throws IOException {
        json.writeStringField(
                "status",
                check.status() == HealthStatus.DEGRADED ? "UP" : check.status().name());
        if (!details || (check.details().isEmpty() && check.reason().isEmpty())) {
            return;
        }
        json.writeObjectFieldStart("details");
        for (var detail : check.details().entrySet()) {
            json.writeFieldName(detail.getKey());
            Details.value(json, detail.getValue());
        }
        if (!check.details().containsKey("reason")) {
            Json.text(json, "reason", check.reason());
        }
        json.writeEndObject();
    }
}
