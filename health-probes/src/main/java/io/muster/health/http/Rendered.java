package io.muster.health.http;

import io.muster.health.Snapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The common answers about one snapshot, each rendered once, when it is first asked for. Thread-safe. */
final class Rendered {
    private final Snapshot snapshot;
    private final Map<Key, ProbeResponse> responses = new ConcurrentHashMap<>();

    private record Key(Route route, boolean details) {}

    Rendered(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    ProbeResponse response(Route route, boolean details) {
        return responses.computeIfAbsent(
                new Key(route, details), key -> ProbeResponse.of(route.say(snapshot, details)));
    }
}
