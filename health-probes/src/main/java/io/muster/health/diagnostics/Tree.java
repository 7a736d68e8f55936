package io.muster.health.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fields in their order; what is empty is left out. */
final class Tree {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Tree put(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> put(name, present));
        } else if (value instanceof Duration duration) {
            fields.put(name + "_ms", Math.round(duration.toNanos() / 100_000.0) / 10.0);
        } else if (value instanceof Instant || value instanceof Enum<?>) {
            fields.put(name, value.toString());
        } else if (value instanceof Tree tree) {
            put(name, tree.fields);
        } else if (!isEmpty(value)) {
            fields.put(name, value);
        }
        return this;
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof String text && text.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    Map<String, Object> fields() {
        return fields;
    }
}
