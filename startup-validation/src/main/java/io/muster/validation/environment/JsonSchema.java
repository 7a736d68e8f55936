package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a declaration as a JSON Schema. Single use. */
final class JsonSchema {
    private final Variables variables;
    private final SchemaConditions conditions;
    private final List<Object> all = new ArrayList<>();
    private final List<String> unsaid = new ArrayList<>();

    JsonSchema(Variables variables) {
        this.variables = variables;
        this.conditions = new SchemaConditions(variables);
    }

    String render() {
        var properties = new LinkedHashMap<String, Object>();
        for (Variable<?> variable : variables.all()) {
            properties.put(variable.name(), property(variable));
            variable.aliases()
                    .forEach(name -> properties.put(name, Map.of("description", "the same as " + variable.name())));
            variable.deprecatedNames().forEach(name -> properties.put(name, former(variable)));
            variable.conditionals().forEach(conditional -> conditional(variable, conditional));
        }
        var dependent = new LinkedHashMap<String, Object>();
        variables.relations().forEach(relation -> relation(relation, dependent));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        if (!unsaid.isEmpty()) {
            schema.put("$comment", "not said by this schema: " + String.join("; ", unsaid));
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                variables.all().stream()
                        .filter(variable -> variable.need() == Need.REQUIRED
                                && variable.defaultText().isEmpty())
                        .map(Variable::name)
                        .toList());
        if (!dependent.isEmpty()) {
            schema.put("dependentRequired", dependent);
        }
        if (!all.isEmpty()) {
            schema.put("allOf", all);
        }
        return SchemaText.of(schema);
    }

    private Map<String, Object> property(Variable<?> variable) {
        var property = new LinkedHashMap<String, Object>();
        property.put("type", "string");
        property.putAll(new TreeMap<>(variable.type().schema()));
        var described = new Described(variable);
        property.put("description", description(variable, described));
        if (described.holdsSecret()) {
            property.put("writeOnly", true);
        } else if (!variable.example().isEmpty()) {
            property.put("examples", List.of(SchemaConditions.typed(variable, variable.example())));
        }
        variable.defaultText().ifPresent(text -> property.put("default", SchemaConditions.typed(variable, text)));
        variable.rules().stream()
                .filter(rule -> !rule.isWarning())
                .forEach(rule -> property.putAll(new TreeMap<>(rule.schema())));
        return property;
    }

    private static String description(Variable<?> variable, Described described) {
        var parts = new ArrayList<String>();
        if (!variable.description().isEmpty()) {
            parts.add(variable.description());
        }
        parts.add(variable.type().label());
        variable.rules().forEach(rule -> parts.add(rule.toString()));
        parts.addAll(described.names());
        return String.join("; ", parts);
    }

    private static Map<String, Object> former(Variable<?> variable) {
        var former = new LinkedHashMap<String, Object>();
        former.put("description", "the former name of " + variable.name());
        former.put("deprecated", true);
        return former;
    }

    private void conditional(Variable<?> variable, Conditional<?> conditional) {
        String name = variable.name();
        var then = new LinkedHashMap<String, Object>();
        Optional<Need> need = conditional.then().saidNeed();
        if (need.isPresent()
                && need.get() == Need.REQUIRED
                && conditional.then().defaultText().isEmpty()) {
            then.put("required", List.of(name));
        }
        if (need.isPresent() && need.get() == Need.FORBIDDEN) {
            then.put("not", Map.of("required", List.of(name)));
        }
        var asked = new LinkedHashMap<String, Object>();
        conditional.then().rules().stream()
                .filter(rule -> !rule.isWarning())
                .forEach(rule -> asked.putAll(new TreeMap<>(rule.schema())));
        if (!asked.isEmpty()) {
            then.put("properties", Map.of(name, asked));
        }
        Optional<Map<String, Object>> when = conditions.unless(conditional.when(), conditional.hatch());
        if (when.isEmpty() || then.isEmpty()) {
            unsaid.add(name + " when " + conditional.when());
            return;
        }
        var rule = new LinkedHashMap<String, Object>();
        rule.put("if", when.get());
        rule.put("then", then);
        all.add(rule);
    }

    private void relation(Relation relation, Map<String, Object> dependent) {
        List<String> names = relation.variables().stream().map(Variable::name).toList();
        boolean together = relation.code().equals(Codes.INCOMPLETE)
                && relation.condition().isEmpty()
                && names.stream().noneMatch(dependent::containsKey);
        if (!together) {
            unsaid.add(EnvExample.relation(relation));
            return;
        }
        for (String name : names) {
            dependent.put(
                    name, names.stream().filter(other -> !other.equals(name)).toList());
        }
    }
}
