package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON of MicroProfile Health 4: {@code status} and {@code checks} alone at the top, each UP or DOWN, data flat.
 *
 * <p>The mount itself asks all three probes. There the whole is DOWN exactly when a check is, so a check that fails
 * without making the service not ready is UP, with its state among the data; and what fails a probe without a check is
 * one named {@code lifecycle}. Stateless.
 */
public final class MicroProfileJson implements Dialect {
    private static final String TYPE = "application/json";
    private static final Map<String, List<Probe>> PROBES = Map.of(
            "", List.of(Probe.LIVENESS, Probe.READINESS, Probe.STARTUP),
            "/live", List.of(Probe.LIVENESS),
            "/ready", List.of(Probe.READINESS),
            "/started", List.of(Probe.STARTUP));
    private static final Map<String, Probe> PATHS =
            Map.of("", Probe.READINESS, "/live", Probe.LIVENESS, "/ready", Probe.READINESS, "/started", Probe.STARTUP);

    /** The dialect; one is like another. */
    public MicroProfileJson() {}

    @Override
    public Map<String, Probe> paths() {
        return PATHS;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        return Optional.ofNullable(PROBES.get(question.path()))
                .map(probes -> say(snapshot, probes, question.details()));
    }

    private static Answer say(Snapshot snapshot, List<Probe> probes, boolean details) {
        boolean passed =
                probes.stream().allMatch(probe -> snapshot.verdict(probe).passed());
        String body = Json.object(json -> {
            json.writeStringField("status", word(passed));
            json.writeArrayFieldStart("checks");
            boolean blamed = false;
            if (probes.contains(Probe.LIVENESS)) {
                blamed |= signs(json, snapshot, details);
            }
            if (probes.contains(Probe.READINESS)) {
                blamed |= checks(json, snapshot, details);
            }
            if (!passed && !blamed) {
                check(json, "lifecycle", false, Map.of("state", snapshot.state().name()));
            }
            json.writeEndArray();
        });
        return new Answer(passed, TYPE, body);
    }

    private static boolean signs(JsonGenerator json, Snapshot snapshot, boolean details) throws IOException {
        boolean dead = !snapshot.liveness().passed();
        for (Sign sign : snapshot.signs()) {
            boolean up = sign.alive() || !dead;
            check(json, sign.name(), up, details && !sign.alive() ? Map.of("reason", sign.reason()) : Map.of());
        }
        return dead && !snapshot.signs().isEmpty();
    }

    private static boolean checks(JsonGenerator json, Snapshot snapshot, boolean details) throws IOException {
        boolean blamed = false;
        for (CheckSnapshot check : snapshot.checks()) {
            boolean up = check.status().ready() || !check.decisive();
            blamed |= !up;
            check(json, check.name(), up, data(check, details));
        }
        return blamed;
    }

    private static Map<String, String> data(CheckSnapshot check, boolean details) {
        var data = new LinkedHashMap<String, String>();
        if (check.status() != HealthStatus.UP) {
            data.put("state", check.status().name());
        }
        if (details) {
            check.duration().ifPresent(duration -> data.put("response_time_ms", String.valueOf(Json.millis(duration))));
            check.details().forEach(data::putIfAbsent);
            if (!check.reason().isEmpty()) {
                data.put("reason", check.reason());
            }
        }
        return data;
    }

    private static void check(JsonGenerator json, String name, boolean up, Map<String, String> data)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("status", word(up));
        if (!data.isEmpty()) {
            json.writeObjectFieldStart("data");
            for (var each : data.entrySet()) {
                json.writeFieldName(each.getKey());
                Details.value(json, each.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
