package io.muster.validation.environment;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says conditions as JSON Schemas that hold when they do, as far as a schema can. */
final class SchemaConditions {
    /** What people write for a profile, which the schema has to list: it knows no folding. */
    private static final Map<String, Set<String>> SPELLINGS = Map.of(
            "production", Set.of("production", "prod", "live"),
            "staging", Set.of("staging", "stage"),
            "test", Set.of("test", "testing", "ci"),
            "development", Set.of("development", "dev", "local"));

    private final Variables variables;

    SchemaConditions(Variables variables) {
        this.variables = variables;
    }

    /** The condition, and that the switch is not on; empty when a schema cannot say it. */
    Optional<Map<String, Object>> unless(Condition condition, @Nullable Variable<Boolean> hatch) {
        Optional<Map<String, Object>> when = of(condition);
        if (hatch == null || when.isEmpty()) {
            return when;
        }
        return Optional.of(Map.of("allOf", List.of(when.get(), Map.of("not", value(hatch, List.of(true), true)))));
    }

    private Optional<Map<String, Object>> of(Condition condition) {
        return switch (condition.kind()) {
            case MEETS -> meets(condition);
            case SET -> Optional.of(Map.of("required", List.of(name(condition))));
            case PROFILE -> profile(condition);
            case AND ->
                of(condition.parts().get(0))
                        .flatMap(one ->
                                of(condition.parts().get(1)).map(other -> Map.of("allOf", List.of(one, other))));
            case NOT -> of(condition.parts().get(0)).map(not -> Map.of("not", not));
        };
    }

    private static String name(Condition condition) {
        return String.valueOf(condition.variable());
    }

    private static Optional<Map<String, Object>> meets(Condition condition) {
        Variable<?> variable = condition.variable();
        Rule<?> rule = condition.rule();
        if (variable == null || (rule != null && rule.schema().isEmpty())) {
            return Optional.empty();
        }
        if (rule != null) {
            return Optional.of(value(variable, rule.schema(), true));
        }
        return Optional.of(value(variable, condition.values(), required(variable, condition.values())));
    }

    /** Whether a variable that is not set does not have one of these values: it has its default. */
    private static boolean required(Variable<?> variable, List<?> values) {
        Object fallback = variable.defaultValue();
        return fallback == null || !values.contains(fallback);
    }

    private Optional<Map<String, Object>> profile(Condition condition) {
        return variables.profile().map(variable -> {
            var names = new TreeSet<String>();
            condition.values().forEach(value -> {
                String profile = String.valueOf(value);
                names.addAll(SPELLINGS.getOrDefault(profile, Set.of(profile)));
            });
            String fallback = variable.defaultText().map(Profiles::fold).orElse(Profiles.PRODUCTION);
            boolean unsetCounts = condition.values().contains(fallback);
            return value(variable, Map.of("enum", List.copyOf(names)), !unsetCounts);
        });
    }

    private static <T> Map<String, Object> value(Variable<T> variable, List<?> values, boolean required) {
        List<Object> printed = values.stream()
                .map(value -> typed(
                        variable, SchemaConditions.<T>print(variable.type()).apply(value)))
                .toList();
        return value(variable, Map.of("enum", printed), required);
    }

    @SuppressWarnings("unchecked") // a condition on a variable has values of its type
    private static <T> Function<Object, String> print(Type<T> type) {
        return value -> type.print((T) value);
    }

    private static Map<String, Object> value(Variable<?> variable, Map<String, Object> schema, boolean required) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("properties", Map.of(variable.name(), schema));
        if (required) {
            whole.put("required", List.of(variable.name()));
        }
        return whole;
    }

    /** The text as the JSON value that it stands for. */
    static Object typed(Variable<?> variable, String text) {
        Object type = variable.type().schema().getOrDefault("type", "string");
        try {
            return switch (String.valueOf(type)) {
                case "integer", "number" -> new BigDecimal(text);
                case "boolean" -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
