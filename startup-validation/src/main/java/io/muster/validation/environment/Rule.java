package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One thing that the value of a variable must be, beyond its type. Immutable; it is data, so that reports, example files
 * and schemas can say it too. A rule of one's own is {@link #of}.
 *
 * <p>A rule that throws is reported as broken ({@code ENV-090}), by its variable and the type of the exception, and ends
 * nothing else.
 *
 * @param <T> the type of the values
 */
public final class Rule<T> {
    private static final String NOT_LOCAL = "must not name this machine";

    private final String text;
    private final Function<? super T, Optional<String>> violation;
    private final Map<String, Object> schema;
    private String fix = "";
    private String code = Codes.MALFORMED;
    private boolean warning;
    private boolean askedOfMachine;

    private Rule(String text, Function<? super T, Optional<String>> violation, Map<String, Object> schema) {
        this.text = text;
        this.violation = violation;
        this.schema = schema;
    }

    private Rule(Rule<T> other) {
        this(other.text, other.violation, other.schema);
        fix = other.fix;
        code = other.code;
        warning = other.warning;
        askedOfMachine = other.askedOfMachine;
    }

    /**
     * A rule of one's own.
     *
     * @param must completes "NAME ...", such as {@code must be even}; without the value
     * @param test whether a value obeys
     */
    public static <T> Rule<T> of(String must, Predicate<? super T> test) {
        requireNonNull(test, "test");
        return new Rule<>(
                requireNonNull(must, "must"),
                value -> test.test(value) ? Optional.empty() : Optional.of(must),
                Map.of());
    }

    private static <T> Rule<T> of(String must, Predicate<? super T> test, Map<String, Object> schema) {
        return new Rule<>(must, value -> test.test(value) ? Optional.empty() : Optional.of(must), schema);
    }

    /** This much or more. */
    public static <C extends Comparable<? super C>> Rule<C> atLeast(C min) {
        return of("must be at least " + min, value -> value.compareTo(min) >= 0, number("minimum", min));
    }

    /** This much or less. */
    public static <C extends Comparable<? super C>> Rule<C> atMost(C max) {
        return of("must be at most " + max, value -> value.compareTo(max) <= 0, number("maximum", max));
    }

    /** More than this. */
    public static <C extends Comparable<? super C>> Rule<C> above(C limit) {
        return of(
                "must be greater than " + limit,
                value -> value.compareTo(limit) > 0,
                number("exclusiveMinimum", limit));
    }

    /** Less than this. */
    public static <C extends Comparable<? super C>> Rule<C> below(C limit) {
        return of("must be less than " + limit, value -> value.compareTo(limit) < 0, number("exclusiveMaximum", limit));
    }

    /** None of these. */
    @SafeVarargs
    public static <T> Rule<T> noneOf(T... values) {
        var refused = new ArrayList<T>();
        for (T value : values) {
            refused.add(value);
        }
        String list = refused.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return of("must not be " + list, value -> !refused.contains(value));
    }

    /** A URL with one of these schemes, such as {@code https}. */
    public static Rule<URI> schemes(String... schemes) {
        var allowed = Arrays.stream(schemes)
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .toList();
        return Rule.<URI>of(
                        "must be a URL with scheme " + String.join(", ", allowed),
                        url -> allowed.contains(url.getScheme().toLowerCase(Locale.ROOT)))
                .fix("set such a URL");
    }

    /** A URL without user and password. */
    public static Rule<URI> noCredentials() {
        return Rule.<URI>of("must not have a user or password in it", url -> !NetworkTypes.hasUser(url))
                .fix("set them in variables of their own");
    }

    /** Not localhost or another name or address of this machine; for all that names hosts, alone or in lists. */
    public static Rule<Object> notLocal() {
        return of(NOT_LOCAL, value -> NetworkTypes.hosts(value).noneMatch(NetworkTypes::local))
                .fix("set the host that others reach");
    }

    /** This machine or a private network alone; for all that names hosts, alone or in lists. */
    public static Rule<Object> isPrivate() {
        return of(
                "must be in a private network",
                value -> NetworkTypes.hosts(value).allMatch(NetworkTypes::isPrivate));
    }

    /** From {@code min} to {@code max} values. */
    public static Rule<Collection<?>> items(int min, int max) {
        return of(
                "must have from " + min + " to " + max + " values",
                (Collection<?> values) -> values.size() >= min && values.size() <= max);
    }

    /** No value twice. */
    public static Rule<Collection<?>> unique() {
        return of(
                "must not have a value twice", (Collection<?> values) -> new HashSet<>(values).size() == values.size());
    }

    /** Each value obeys this rule. */
    public static <T> Rule<Collection<? extends T>> each(Rule<? super T> rule) {
        var each = new Rule<Collection<? extends T>>(
                "each " + rule.text,
                values -> values.stream()
                        .flatMap(value -> rule.violation.apply(value).stream())
                        .findFirst()
                        .map(violation -> "has a value that " + violation),
                Map.of());
        each.fix = rule.fix;
        each.code = rule.code;
        each.warning = rule.warning;
        each.askedOfMachine = rule.askedOfMachine;
        return each;
    }

    /** A file that is there, and no directory. */
    public static Rule<Path> file() {
        return ofMachine("must be an existing file", Files::isRegularFile).fix("create or mount it");
    }

    /** A directory that is there. */
    public static Rule<Path> directory() {
        return ofMachine("must be an existing directory", Files::isDirectory).fix("create or mount it");
    }

    /** What this process may read. */
    public static Rule<Path> readable() {
        return ofMachine("must be readable by this process", Files::isReadable).fix("give its user read permission");
    }

    /** What this process may write. */
    public static Rule<Path> writable() {
        return ofMachine("must be writable by this process", Files::isWritable).fix("give its user write permission");
    }

    private static Rule<Path> ofMachine(String must, Predicate<Path> test) {
        Rule<Path> rule = of(must, test);
        rule.askedOfMachine = true;
        return rule;
    }

    /** A rule with a message of its own for each value. */
    static <T> Rule<T> saying(
            String text, Function<? super T, Optional<String>> violation, Map<String, Object> schema) {
        return new Rule<>(text, violation, schema);
    }

    private static Map<String, Object> number(String keyword, Object limit) {
        return limit instanceof Number ? Map.of(keyword, limit) : Map.of();
    }

    /** A copy with this advice to who set the value. */
    public Rule<T> fix(String fix) {
        var copy = new Rule<>(this);
        copy.fix = requireNonNull(fix, "fix");
        return copy;
    }

    /** A copy that warns instead of refusing. */
    public Rule<T> warning() {
        var copy = new Rule<>(this);
        copy.warning = true;
        copy.code = Codes.ADVICE;
        return copy;
    }

    Rule<T> code(String code) {
        var copy = new Rule<>(this);
        copy.code = code;
        return copy;
    }

    /** What is wrong with the value, to complete "NAME ..."; empty when nothing is. */
    Optional<String> violation(T value) {
        return violation.apply(value);
    }

    String fix() {
        return fix.isEmpty() ? "set a value that obeys" : fix;
    }

    String code() {
        return code;
    }

    boolean isWarning() {
        return warning;
    }

    /** Whether the answer depends on the machine, so that it says nothing about a declaration. */
    boolean askedOfMachine() {
        return askedOfMachine;
    }

    /** The keywords of JSON Schema that say the same, as far as there are any. */
    Map<String, Object> schema() {
        return schema;
    }

    /** What a value must be, such as {@code must be at least 1}. */
    @Override
    public String toString() {
        return text;
    }
}
