package io.muster.health.dialect;

import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import java.util.Map;
import java.util.Optional;

/**
 * One flat object, a field for each check: as {@link #booleans()} or as {@link #words()}. It never tells more than names
 * and states. Stateless.
 */
public final class FlatJson implements Dialect {
    private static final String TYPE = "application/json";
    private static final String STATUS = "status";

    private final Map<String, Probe> paths;
    private final boolean words;

    private FlatJson(Map<String, Probe> paths, boolean words) {
        this.paths = paths;
        this.words = words;
    }

    /** {@code {"database":true,"redis":false}} at the mount itself, which is readiness. */
    public static FlatJson booleans() {
        return new FlatJson(Map.of("", Probe.READINESS), false);
    }

    /** {@code {"status":"healthy"}} at {@code /health}, {@code {"status":"ready","database":"ok"}} at {@code /ready}. */
    public static FlatJson words() {
        return new FlatJson(Map.of("/health", Probe.LIVENESS, "/ready", Probe.READINESS), true);
    }

    @Override
    public Map<String, Probe> paths() {
        return paths;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        return Optional.ofNullable(paths.get(question.path())).map(probe -> {
            boolean passed = snapshot.verdict(probe).passed();
            String body = Json.object(json -> {
                if (words) {
                    json.writeStringField(STATUS, whole(probe, passed));
                }
                if (probe == Probe.READINESS) {
                    for (CheckSnapshot check : snapshot.checks()) {
                        if (words) {
                            json.writeStringField(field(check.name()), word(check.status()));
                        } else {
                            json.writeBooleanField(check.name(), check.status().ready());
                        }
                    }
                }
            });
            return new Answer(passed, TYPE, body);
        });
    }

    /** A check that is called like the field of the whole takes another name. */
    private static String field(String name) {
        return name.equals(STATUS) ? "check_status" : name;
    }

    private static String whole(Probe probe, boolean passed) {
        return probe == Probe.LIVENESS ? passed ? "healthy" : "unhealthy" : passed ? "ready" : "not_ready";
    }

    private static String word(HealthStatus status) {
        return switch (status) {
            case UP -> "ok";
            case DEGRADED -> "degraded";
            case UNKNOWN -> "unknown";
            case DOWN -> "error";
        };
    }
}
