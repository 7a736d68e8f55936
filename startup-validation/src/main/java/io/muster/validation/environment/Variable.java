package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one environment variable: its name, its type and its rules. Immutable: each call returns a changed
 * copy.
 *
 * <p>Required unless said otherwise. Declare it as a constant, list it in {@link Variables}, and read its value from the
 * {@link Environment} with the same constant.
 *
 * @param <T> the type of the value
 */
public final class Variable<T> {
    private final String name;
    private Type<T> type;
    private @Nullable Need need;
    private String description = "";
    private String example = "";
    private @Nullable T defaultValue;
    private boolean unchecked;
    private boolean emptyAllowed;
    private List<Rule<? super T>> rules = List.of();
    private List<String> aliases = List.of();
    private List<String> deprecatedNames = List.of();
    private List<String> names;
    private List<Conditional<T>> conditionals = List.of();

    private Variable(String name, Type<T> type) {
        this.name = Limits.requireName(name);
        this.type = type;
        this.names = List.of(name);
    }

    private Variable(Variable<T> other) {
        this(other.name, other.type);
        need = other.need;
        description = other.description;
        example = other.example;
        defaultValue = other.defaultValue;
        unchecked = other.unchecked;
        emptyAllowed = other.emptyAllowed;
        rules = other.rules;
        aliases = other.aliases;
        deprecatedNames = other.deprecatedNames;
        names = other.names;
        conditionals = other.conditionals;
    }

    private Variable<T> with(Consumer<Variable<T>> change) {
        var copy = new Variable<>(this);
        change.accept(copy);
        Limits.requireFittingDefault(copy);
        return copy;
    }

    /**
     * A variable of any type.
     *
     * @throws IllegalArgumentException if the type is secret and a prefix such as {@code NEXT_PUBLIC_} publishes the value
     */
    public static <T> Variable<T> of(String name, Type<T> type) {
        if (type.isSecret() && NearName.isPublic(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is secret, and its prefix puts it into what browsers load");
        }
        return new Variable<>(name, type);
    }

    /** {@link Type#TEXT}; surrounding whitespace is not part of the value. */
    public static Variable<String> text(String name) {
        return of(name, Type.TEXT);
    }

    /** {@link Type#INTEGER}. */
    public static Variable<Integer> integer(String name) {
        return of(name, Type.INTEGER);
    }

    /** {@link Type#DECIMAL}. */
    public static Variable<BigDecimal> decimal(String name) {
        return of(name, Type.DECIMAL);
    }

    /** {@link Type#BOOL}. */
    public static Variable<Boolean> bool(String name) {
        return of(name, Type.BOOL);
    }

    /** {@link Type#enumeration}. */
    public static <E extends Enum<E>> Variable<E> enumeration(String name, Class<E> type) {
        return of(name, Type.enumeration(type));
    }

    /** {@link Type#DURATION}. */
    public static Variable<Duration> duration(String name) {
        return of(name, Type.DURATION);
    }

    /** {@link Type#URL}. */
    public static Variable<URI> uri(String name) {
        return of(name, Type.URL);
    }

    /** {@link Type#PORT}. */
    public static Variable<Integer> port(String name) {
        return of(name, Type.PORT);
    }

    /** {@link Type#DATABASE_URL}. */
    public static Variable<DatabaseUrl> databaseUrl(String name) {
        return of(name, Type.DATABASE_URL);
    }

    /** {@link Type#REDIS_URL}. */
    public static Variable<RedisUrl> redisUrl(String name) {
        return of(name, Type.REDIS_URL);
    }

    /** {@link Type#SECRET}. */
    public static Variable<Secret> secret(String name) {
        return of(name, Type.SECRET);
    }

    /** The API key of this provider, in the variable that has its conventional name. */
    public static Variable<Secret> apiKey(Provider provider) {
        return of(provider.variable(), Type.apiKey(provider));
    }

    /** The API key of some other provider, or under another name. */
    public static Variable<Secret> apiKey(String name) {
        return of(name, Type.apiKey());
    }

    /** What it is for, in one line. */
    public Variable<T> description(String description) {
        requireNonNull(description, "description");
        return with(copy -> copy.description = description);
    }

    /** Must be set: what a variable is unless said otherwise, to be said again under a condition. */
    public Variable<T> required() {
        return with(copy -> copy.need = Need.REQUIRED);
    }

    /** May be missing. */
    public Variable<T> optional() {
        return with(copy -> copy.need = Need.OPTIONAL);
    }

    /** May be missing, with a warning. */
    public Variable<T> recommended() {
        return with(copy -> copy.need = Need.RECOMMENDED);
    }

    /** May not be set: to be said under a condition. */
    public Variable<T> forbidden() {
        return with(copy -> copy.need = Need.FORBIDDEN);
    }

    /** May be missing or a stub, and is not looked at: to be said under a condition, such as a mock mode. */
    public Variable<T> unchecked() {
        return with(copy -> {
            copy.need = Need.OPTIONAL;
            copy.unchecked = true;
        });
    }

    /** Has this value when it is not set. The type and the rules hold for it too; a secret has none. */
    public Variable<T> defaultValue(T value) {
        requireNonNull(value, "default value");
        return with(copy -> copy.defaultValue = value);
    }

    /**
     * An empty value, or one of nothing but whitespace, is not as good as none. An empty file stays an error.
     *
     * @throws IllegalArgumentException if the type is secret
     */
    public Variable<T> allowEmpty() {
        Limits.requireNoSecret(this);
        return with(copy -> copy.emptyAllowed = true);
    }

    /**
     * The secret may have up to 500 lines, as a key in PEM or a service account in JSON has. It is kept as it stands, and
     * each line is as secret as the whole.
     *
     * @throws IllegalArgumentException if the type is no secret, or an API key
     */
    public Variable<T> multiline() {
        Type<T> lines = Limits.lines(this);
        return with(copy -> copy.type = lines);
    }

    /** A value for people to follow, shown where this one is missing or wrong. Never a real secret. */
    public Variable<T> example(String example) {
        requireNonNull(example, "example");
        return with(copy -> copy.example = example);
    }

    /** Other names that are as good, read in this order when the first is not set. */
    public Variable<T> aliases(String... names) {
        List<String> all = Stream.of(names).map(Limits::requireName).toList();
        return with(copy -> {
            copy.aliases = all;
            copy.names = joined(name, all, deprecatedNames);
        });
    }

    /** Former names, read in this order when the present ones are not set, with a warning. */
    public Variable<T> deprecated(String... names) {
        List<String> all = Stream.of(names).map(Limits::requireName).toList();
        return with(copy -> {
            copy.deprecatedNames = all;
            copy.names = joined(name, aliases, all);
        });
    }

    private static List<String> joined(String name, List<String> aliases, List<String> former) {
        return Stream.of(List.of(name), aliases, former).flatMap(List::stream).toList();
    }

    /** At least {@code min} and at most {@code max}: for what has an order. Open ranges are {@link Rule}s. */
    public Variable<T> range(T min, T max) {
        return rule(Limits.range(this, min, max));
    }

    /** At least this many characters: for text and secrets. */
    public Variable<T> minLength(int characters) {
        return rule(Limits.minLength(this, characters));
    }

    /** At most this many characters: for text and secrets. */
    public Variable<T> maxLength(int characters) {
        return rule(Limits.maxLength(this, characters));
    }

    /** One of these and nothing else; not for secrets. */
    @SafeVarargs
    public final Variable<T> oneOf(T... values) {
        var allowed = new ArrayList<T>();
        for (T value : values) {
            allowed.add(value);
        }
        return rule(Limits.oneOf(this, allowed));
    }

    /** Obeys this rule too. */
    public Variable<T> rule(Rule<? super T> rule) {
        requireNonNull(rule, "rule");
        return with(copy ->
                copy.rules = Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /**
     * In this profile, more is asked: {@code .in("production", workers -> workers.range(2, 64))}, or
     * {@code .in("production", Variable::required)}.
     */
    public Variable<T> in(String profile, UnaryOperator<Variable<T>> change) {
        return when(Condition.profile(profile), change);
    }

    /**
     * When the condition holds, more is asked: rules that {@code change} adds hold too, and a need or default that it says
     * replaces the other one.
     *
     * @throws IllegalArgumentException if {@code change} says anything else, which could not depend on a condition
     */
    public Variable<T> when(Condition condition, UnaryOperator<Variable<T>> change) {
        requireNonNull(condition, "condition");
        Variable<T> then = change.apply(new Variable<>(name, type));
        Limits.requireOnlyMore(this, then);
        return with(copy -> copy.conditionals = Stream.concat(
                        conditionals.stream(), Stream.of(new Conditional<>(condition, then, null)))
                .toList());
    }

    /**
     * A named escape: the last condition's demands are only a warning while {@code hatch} is true. It is reported when it
     * is used, and also when it is true and nothing needs it.
     */
    public Variable<T> unless(Variable<Boolean> hatch) {
        if (conditionals.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "': unless follows the condition that it lets pass");
        }
        var changed = new ArrayList<>(conditionals);
        Conditional<T> last = changed.remove(changed.size() - 1);
        changed.add(new Conditional<>(last.when(), last.then(), hatch));
        return with(copy -> copy.conditionals = List.copyOf(changed));
    }

    /** The condition that the value is one of these; not for secrets. */
    @SafeVarargs
    public final Condition is(T... values) {
        if (type.isSecret() || values.length == 0) {
            throw new IllegalArgumentException("'" + name + "': a condition is on known values that are no secrets");
        }
        var wanted = new ArrayList<T>();
        for (T value : values) {
            wanted.add(value);
        }
        return Condition.is(this, wanted);
    }

    /** The condition that there is a value and it obeys this rule. */
    public Condition meets(Rule<? super T> rule) {
        return Condition.meets(this, rule);
    }

    /** The condition that there is a value. */
    public Condition isSet() {
        return Condition.set(this);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** What it is for; empty when not said. */
    public String description() {
        return description;
    }

    Type<T> type() {
        return type;
    }

    Need need() {
        return saidNeed().orElse(Need.REQUIRED);
    }

    /** The need, if it was said. */
    Optional<Need> saidNeed() {
        return Optional.ofNullable(need);
    }

    String example() {
        return example;
    }

    @Nullable
    T defaultValue() {
        return defaultValue;
    }

    /** The text that gives the default value; empty when there is none. */
    Optional<String> defaultText() {
        return Optional.ofNullable(defaultValue).map(type::print);
    }

    boolean isEmptyAllowed() {
        return emptyAllowed;
    }

    boolean isUnchecked() {
        return unchecked;
    }

    List<Rule<? super T>> rules() {
        return rules;
    }

    List<String> aliases() {
        return aliases;
    }

    List<String> deprecatedNames() {
        return deprecatedNames;
    }

    /** Every name that is read, the present one first. */
    List<String> names() {
        return names;
    }

    List<Conditional<T>> conditionals() {
        return conditionals;
    }

    @Override
    public String toString() {
        return name;
    }
}
