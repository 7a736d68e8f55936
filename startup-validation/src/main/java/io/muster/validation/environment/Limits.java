package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that {@link Variable} makes itself, since they depend on its type, and what they say of its default. */
final class Limits {
    private Limits() {}

    static String requireName(String name) {
        boolean fits = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(Limits::inName);
        if (!fits) {
            throw new IllegalArgumentException("a variable's name is letters, digits and '_': '" + name + "'");
        }
        return name;
    }

    private static boolean inName(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "_.-".indexOf(c) >= 0;
    }

    static void requireNoSecret(Variable<?> variable) {
        if (variable.type().isSecret()) {
            throw new IllegalArgumentException("'" + variable + "' is secret, and an empty one is none; use optional");
        }
    }

    /** Refuses a condition that would change what is read, not what is asked of it. */
    static <T> void requireOnlyMore(Variable<T> variable, Variable<T> then) {
        if (!then.conditionals().isEmpty()) {
            throw new IllegalArgumentException("'" + variable + "': a condition inside a condition; join them by and");
        }
        boolean rereads = then.type() != variable.type()
                || then.isEmptyAllowed()
                || !then.names().equals(List.of(variable.name()))
                || !then.description().isEmpty()
                || !then.example().isEmpty();
        if (rereads) {
            throw new IllegalArgumentException("'" + variable + "': a condition adds rules, a need or a default; "
                    + "names, texts, lines and empty values are the variable's own");
        }
    }

    static <T> Type<T> lines(Variable<T> variable) {
        return variable.type()
                .ofLines()
                .orElseThrow(() -> new IllegalArgumentException("'" + variable + "' is " + variable.type()
                        + "; only secrets that are no API keys can have more lines than one"));
    }

    static <T> Rule<T> range(Variable<T> variable, T min, T max) {
        if (!(min instanceof Comparable) || !variable.type().isOrdered()) {
            throw new IllegalArgumentException("'" + variable + "' is " + variable.type() + " and has no range");
        }
        if (compare(min, max) > 0) {
            throw new IllegalArgumentException("'" + variable + "': range min " + min + " > max " + max);
        }
        String must = "must be between " + min + " and " + max;
        Map<String, Object> schema = min instanceof Number ? Map.of("minimum", min, "maximum", max) : Map.of();
        return Rule.<T>saying(
                        must,
                        value -> Optional.of(must).filter(said -> compare(value, min) < 0 || compare(value, max) > 0),
                        schema)
                .fix("set a value in that range");
    }

    @SuppressWarnings("unchecked") // only types that are ordered get here
    private static <T> int compare(T a, T b) {
        return ((Comparable<T>) a).compareTo(b);
    }

    static <T> Rule<T> minLength(Variable<T> variable, int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("'" + variable + "': min length < 1: " + characters);
        }
        requireTextual(variable);
        boolean secret = variable.type().isSecret();
        return Rule.<T>saying(
                        "must have at least " + characters + " characters",
                        value -> Optional.of(length(value))
                                .filter(length -> length < characters)
                                .map(length ->
                                        "is too short: " + length + " of at least " + characters + " characters"),
                        Map.of("minLength", characters))
                .code(secret ? Codes.WEAK : Codes.MALFORMED)
                .fix(secret ? Fixes.generate(variable.name(), characters) : "set a longer value");
    }

    static <T> Rule<T> maxLength(Variable<T> variable, int characters) {
        requireTextual(variable);
        return Rule.<T>saying(
                        "must have at most " + characters + " characters",
                        value -> Optional.of(length(value))
                                .filter(length -> length > characters)
                                .map(length -> "is too long: " + length + " of at most " + characters + " characters"),
                        Map.of("maxLength", characters))
                .fix("set a shorter value");
    }

    private static void requireTextual(Variable<?> variable) {
        if (!variable.type().isTextual()) {
            throw new IllegalArgumentException("'" + variable + "' is " + variable.type() + " and has no length");
        }
    }

    private static int length(Object value) {
        return value instanceof Secret secret
                ? secret.length()
                : value.toString().length();
    }

    static <T> Rule<T> oneOf(Variable<T> variable, List<T> values) {
        List<T> allowed = List.copyOf(values);
        if (variable.type().isSecret() || allowed.isEmpty()) {
            throw new IllegalArgumentException("'" + variable + "': oneOf is for known values that are no secrets");
        }
        List<String> names = allowed.stream().map(variable.type()::print).toList();
        String must = "must be " + (names.size() == 1 ? "" : "one of ") + String.join(", ", names);
        return Rule.<T>saying(
                        must,
                        value -> Optional.of(value)
                                .filter(it -> !allowed.contains(it))
                                .map(it ->
                                        must + NearName.ofValue(variable.type().print(it), names)),
                        Map.of("enum", names))
                .fix(names.size() == 1 ? "set " + variable + "=" + names.get(0) : "set one of them");
    }

    /** Refuses a declaration whose default breaks its own type or rules, apart from rules that only a machine can answer. */
    static <T> void requireFittingDefault(Variable<T> variable) {
        T value = variable.defaultValue();
        if (value == null) {
            return;
        }
        if (!variable.type().secrets(value).isEmpty()) {
            throw new IllegalArgumentException("'" + variable + "': a secret has no default");
        }
        variable.type().unfit(value).ifPresent(unfit -> {
            throw new IllegalArgumentException("'" + variable + "': the default value " + unfit);
        });
        for (Rule<? super T> rule : variable.rules()) {
            Optional<String> violation = rule.askedOfMachine() ? Optional.empty() : rule.violation(value);
            if (violation.isPresent()) {
                throw new IllegalArgumentException("'" + variable + "': the default value " + violation.get());
            }
        }
    }
}
