package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule across variables. Immutable; it is data, so that reports and schemas can say it too.
 *
 * <p>It is asked when none of its variables is wrong itself. A relation that throws is reported as broken
 * ({@code ENV-090}).
 */
public final class Relation {
    private final String code;
    private final String text;
    private final List<Variable<?>> variables;
    private final Function<Environment, Optional<String>> violation;
    private @Nullable Condition condition;
    private boolean warning;
    private String fix = "";

    private Relation(
            String code, String text, List<Variable<?>> variables, Function<Environment, Optional<String>> violation) {
        this.code = code;
        this.text = text;
        this.variables = variables;
        this.violation = violation;
    }

    private Relation(Relation other) {
        this(other.code, other.text, other.variables, other.violation);
        condition = other.condition;
        warning = other.warning;
        fix = other.fix;
    }

    /** Every one of these is set, or none. */
    public static Relation allOrNone(Variable<?>... variables) {
        return counted(
                        Codes.INCOMPLETE,
                        "must be set together or not at all",
                        variables,
                        (set, all) -> set == 0 || set == all)
                .fix("set the others too, or none");
    }

    /** One of these is set, and no other. */
    public static Relation exactlyOne(Variable<?>... variables) {
        return counted(Codes.CHOICE, "exactly one must be set", variables, (set, all) -> set == 1)
                .fix("set one and unset the others");
    }

    /** One of these is set, or more. */
    public static Relation atLeastOne(Variable<?>... variables) {
        return counted(Codes.CHOICE, "at least one must be set", variables, (set, all) -> set > 0)
                .fix("set one of them");
    }

    /** One of these is set, or none: they exclude each other. */
    public static Relation atMostOne(Variable<?>... variables) {
        return counted(Codes.CHOICE, "at most one may be set", variables, (set, all) -> set < 2)
                .fix("unset all but one");
    }

    private interface Count {
        boolean fits(long set, int all);
    }

    private static Relation counted(String code, String text, Variable<?>[] variables, Count count) {
        List<Variable<?>> all = List.of(variables);
        if (all.size() < 2) {
            throw new IllegalArgumentException("a relation is between two variables or more: " + all);
        }
        return new Relation(code, text, all, environment -> {
            List<Variable<?>> set = all.stream().filter(environment::isSet).toList();
            return count.fits(set.size(), all.size()) ? Optional.empty() : Optional.of(text + "; set: " + names(set));
        });
    }

    private static String names(List<Variable<?>> variables) {
        return variables.isEmpty()
                ? "none"
                : variables.stream().map(Variable::name).collect(Collectors.joining(", "));
    }

    /** The value of {@code smaller} is less than that of {@code greater}. */
    public static <C extends Comparable<? super C>> Relation less(Variable<C> smaller, Variable<C> greater) {
        return ordered(smaller, "less than", greater, order -> order < 0);
    }

    /** The value of {@code smaller} is at most that of {@code greater}. */
    public static <C extends Comparable<? super C>> Relation atMost(Variable<C> smaller, Variable<C> greater) {
        return ordered(smaller, "at most", greater, order -> order <= 0);
    }

    private static <C extends Comparable<? super C>> Relation ordered(
            Variable<C> one, String words, Variable<C> other, Predicate<Integer> fits) {
        String text = one + " must be " + words + " " + other;
        return new Relation(
                Codes.ORDER,
                text,
                List.of(one, other),
                environment -> environment
                        .find(one)
                        .flatMap(left -> environment.find(other).map(left::compareTo))
                        .filter(fits.negate())
                        .map(order -> text));
    }

    /** The value of {@code one} is what {@code part} finds in that of {@code other}; nothing is asked when it finds none. */
    public static <A, B> Relation agree(
            Variable<A> one, Variable<B> other, Function<? super B, Optional<? extends A>> part) {
        requireNonNull(part, "part");
        String text = one + " must agree with " + other;
        return new Relation(
                        Codes.DISAGREE,
                        text,
                        List.of(one, other),
                        environment -> environment
                                .find(one)
                                .flatMap(value -> environment
                                        .find(other)
                                        .flatMap(part::apply)
                                        .filter(inOther -> !inOther.equals(value))
                                        .map(different -> text)))
                .fix("set both to the same, or leave one out");
    }

    /**
     * A relation of one's own.
     *
     * @param must says what must be, with the names and without values: {@code WORKERS x POOL must fit MAX_CONNECTIONS}
     * @param test whether it is so; it may read {@code variables} and no others
     */
    public static Relation of(String must, Predicate<Environment> test, Variable<?>... variables) {
        requireNonNull(test, "test");
        return new Relation(
                Codes.RELATION,
                requireNonNull(must, "must"),
                List.of(variables),
                environment -> test.test(environment) ? Optional.empty() : Optional.of(must));
    }

    /** A copy that is asked only when the condition holds. */
    public Relation when(Condition condition) {
        var copy = new Relation(this);
        copy.condition = requireNonNull(condition, "condition");
        return copy;
    }

    /** A copy that warns instead of refusing. */
    public Relation warning() {
        var copy = new Relation(this);
        copy.warning = true;
        return copy;
    }

    /** A copy with this advice. */
    public Relation fix(String fix) {
        var copy = new Relation(this);
        copy.fix = requireNonNull(fix, "fix");
        return copy;
    }

    String code() {
        return code;
    }

    List<Variable<?>> variables() {
        return variables;
    }

    Optional<Condition> condition() {
        return Optional.ofNullable(condition);
    }

    boolean isWarning() {
        return warning;
    }

    String fix() {
        return fix.isEmpty() ? "change one of them" : fix;
    }

    Optional<String> violation(Environment environment) {
        return violation.apply(environment);
    }

    /** What must be, for people. */
    @Override
    public String toString() {
        return text;
    }
}
