package io.muster.health.http;

import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.health.dialect.Answer;
import io.muster.health.dialect.DetailedJson;
import io.muster.health.dialect.KubernetesText;
import java.util.List;
import java.util.Optional;

/** One path and what is said there. */
enum Route {
    LIVEZ(Probe.LIVENESS),
    READYZ(Probe.READINESS),
    STARTUPZ(Probe.STARTUP),
    HEALTH_LIVENESS(Probe.LIVENESS),
    HEALTH_READINESS(Probe.READINESS),
    HEALTH_STARTUP(Probe.STARTUP),
    HEALTH_DIAGNOSTICS(Probe.READINESS);

    private final Probe probe;

    Route(Probe probe) {
        this.probe = probe;
    }

    Probe probe() {
        return probe;
    }

    /** Whether the route speaks text, and so knows queries and single checks. */
    boolean text() {
        return compareTo(STARTUPZ) <= 0;
    }

    /** The route of {@code path}, where {@code prefix} leads to the JSON. */
    static Optional<Route> of(String path, String prefix) {
        return switch (path) {
            case "/livez" -> Optional.of(LIVEZ);
            case "/readyz" -> Optional.of(READYZ);
            case "/startupz" -> Optional.of(STARTUPZ);
            default -> path.startsWith(prefix) ? json(path.substring(prefix.length())) : Optional.empty();
        };
    }

    private static Optional<Route> json(String rest) {
        return switch (rest) {
            case "", "/liveness" -> Optional.of(HEALTH_LIVENESS);
            case "/readiness" -> Optional.of(HEALTH_READINESS);
            case "/startup" -> Optional.of(HEALTH_STARTUP);
            case "/diagnostics" -> Optional.of(HEALTH_DIAGNOSTICS);
            default -> Optional.empty();
        };
    }

    /** The common answer: no query, no single check. */
    Answer say(Snapshot snapshot, boolean details) {
        return switch (this) {
            case LIVEZ, READYZ, STARTUPZ -> KubernetesText.all(snapshot, probe, false, List.of());
            case HEALTH_LIVENESS -> DetailedJson.liveness(snapshot, details);
            case HEALTH_READINESS -> DetailedJson.readiness(snapshot, details);
            case HEALTH_STARTUP -> DetailedJson.startup(snapshot, details);
            case HEALTH_DIAGNOSTICS -> DetailedJson.diagnostics(snapshot);
        };
    }
}
