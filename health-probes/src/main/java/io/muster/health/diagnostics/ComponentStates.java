package io.muster.health.diagnostics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each component is in its life, in the order in which they began to start. Thread-safe. */
final class ComponentStates {
    private final Map<String, Map<String, Object>> components = new LinkedHashMap<>();

    /** From {@code since} on the component is in {@code state}. */
    synchronized void enter(String name, String state, Instant since) {
        components.put(
                name,
                new Tree()
                        .put("name", name)
                        .put("state", state)
                        .put("since", since)
                        .fields());
    }

    synchronized List<Map<String, Object>> all() {
        return List.copyOf(components.values());
    }
}
