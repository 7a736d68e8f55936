package io.muster.validation.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a part of a declaration holds: in a profile, or depending on another variable. Immutable; it is data, so that
 * reports and schemas can say it too.
 *
 * <p>Made by {@link Variable#is}, {@link Variable#isSet} and {@link #profile}. It does not hold while a variable that it
 * asks is wrong itself.
 */
public final class Condition {

    /** What is asked. */
    enum Kind {
        /** Whether the value of {@link #variable} is one of {@link #values}, or meets the one rule in {@link #rule}. */
        MEETS,
        /** Whether {@link #variable} has a value. */
        SET,
        /** Whether one of {@link #values}, as text, is an active profile. */
        PROFILE,
        /** Whether all {@link #parts} hold. */
        AND,
        /** Whether the one of {@link #parts} does not. */
        NOT
    }

    private final Kind kind;
    private final @Nullable Variable<?> variable;
    private final @Nullable Rule<?> rule;
    private final List<?> values;
    private final List<Condition> parts;

    private Condition(
            Kind kind, @Nullable Variable<?> variable, @Nullable Rule<?> rule, List<?> values, List<Condition> parts) {
        this.kind = kind;
        this.variable = variable;
        this.rule = rule;
        this.values = values;
        this.parts = parts;
    }

    /** In one of these profiles, such as {@code production}; see {@link Variables#profile}. */
    public static Condition profile(String... profiles) {
        if (profiles.length == 0) {
            throw new IllegalArgumentException("a condition on profiles names at least one");
        }
        var names = Arrays.stream(profiles).map(Profiles::fold).toList();
        return new Condition(Kind.PROFILE, null, null, names, List.of());
    }

    static <T> Condition is(Variable<T> variable, List<T> values) {
        return new Condition(Kind.MEETS, variable, null, List.copyOf(values), List.of());
    }

    static <T> Condition meets(Variable<T> variable, Rule<? super T> rule) {
        return new Condition(Kind.MEETS, variable, rule, List.of(), List.of());
    }

    static Condition set(Variable<?> variable) {
        return new Condition(Kind.SET, variable, null, List.of(), List.of());
    }

    /** When both hold. */
    public Condition and(Condition other) {
        return new Condition(Kind.AND, null, null, List.of(), List.of(this, other));
    }

    /** When this does not hold. */
    public Condition not() {
        return new Condition(Kind.NOT, null, null, List.of(), List.of(this));
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Variable<?> variable() {
        return variable;
    }

    @Nullable
    Rule<?> rule() {
        return rule;
    }

    List<?> values() {
        return values;
    }

    List<Condition> parts() {
        return parts;
    }

    /** Every variable that it asks. */
    Stream<Variable<?>> variables() {
        return Stream.concat(Stream.ofNullable(variable), parts.stream().flatMap(Condition::variables));
    }

    /** Whether it depends on nothing but the profile. */
    boolean isProfile() {
        return variables().findAny().isEmpty();
    }

    /** Every profile that it names. */
    Set<String> profiles() {
        Stream<String> own = kind == Kind.PROFILE ? values.stream().map(String::valueOf) : Stream.empty();
        return Stream.concat(own, parts.stream().flatMap(part -> part.profiles().stream()))
                .collect(Collectors.toSet());
    }

    /** For people, after "when": {@code REQUIRE_REDIS is true}, {@code the profile is production}. */
    @Override
    public String toString() {
        return switch (kind) {
            case MEETS -> rule == null ? variable + " is " + choice() : variable + " " + rule;
            case SET -> variable + " is set";
            case PROFILE -> "the profile is " + choice();
            case AND -> parts.get(0) + " and " + parts.get(1);
            case NOT -> "not (" + parts.get(0) + ")";
        };
    }

    private String choice() {
        return values.stream().map(Condition::print).collect(Collectors.joining(" or "));
    }

    private static String print(Object value) {
        return value instanceof Enum<?> constant ? TextTypes.Enumeration.name(constant) : value.toString();
    }
}
