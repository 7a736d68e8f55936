package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one environment variable: its name, its type and its rules. Immutable: each call returns a changed
 * copy.
 *
 * <p>Required unless said otherwise. Declare it as a constant, list it for {@link Environment#component}, and read its
 * value from the {@link Environment} with the same constant.
 *
 * @param <T> the type of the value
 */
public final class Variable<T> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final String name;
    private final Kind<T> kind;
    private Need need = Need.REQUIRED;
    private String description = "";
    private String example = "";
    private @Nullable T defaultValue;
    private List<Rule<T>> rules = List.of();

    private Variable(String name, Kind<T> kind) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a variable's name is letters, digits and '_': '" + name + "'");
        }
        this.name = name;
        this.kind = kind;
    }

    private Variable(Variable<T> other) {
        this(other.name, other.kind);
        need = other.need;
        description = other.description;
        example = other.example;
        defaultValue = other.defaultValue;
        rules = other.rules;
    }

    private Variable<T> with(Consumer<Variable<T>> change) {
        var copy = new Variable<>(this);
        change.accept(copy);
        return copy.requireFittingDefault();
    }

    /** Text without rules of its own; surrounding whitespace is not part of the value. */
    public static Variable<String> text(String name) {
        return new Variable<>(name, Kinds.TEXT);
    }

    /** A whole number of 32 bits. */
    public static Variable<Integer> integer(String name) {
        return new Variable<>(name, Kinds.INTEGER);
    }

    /** A decimal number with a point: money, rates. */
    public static Variable<BigDecimal> decimal(String name) {
        return new Variable<>(name, Kinds.DECIMAL);
    }

    /** {@code true}, {@code yes}, {@code on}, {@code 1} or {@code false}, {@code no}, {@code off}, {@code 0}, in any case. */
    public static Variable<Boolean> bool(String name) {
        return new Variable<>(name, Kinds.BOOL);
    }

    /** A constant of {@code type} by its name, in any case, with {@code -} for {@code _} if one likes. */
    public static <E extends Enum<E>> Variable<E> enumeration(String name, Class<E> type) {
        return new Variable<>(name, Kinds.enumeration(type));
    }

    /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO-8601 such as {@code PT30S}; never negative. */
    public static Variable<Duration> duration(String name) {
        return new Variable<>(name, Kinds.DURATION);
    }

    /** An absolute URL with a host; a password in it is kept out of every text. */
    public static Variable<URI> uri(String name) {
        return new Variable<>(name, Kinds.URL);
    }

    /** A TCP port: 1 to 65535. */
    public static Variable<Integer> port(String name) {
        return new Variable<>(name, Kinds.PORT);
    }

    /** The URL of a PostgreSQL or MySQL database, in any of the notations that {@link DatabaseUrl} reads. */
    public static Variable<DatabaseUrl> databaseUrl(String name) {
        return new Variable<>(name, Kinds.DATABASE_URL);
    }

    /** The URL of a Redis: {@code redis://} or {@code rediss://}. */
    public static Variable<RedisUrl> redisUrl(String name) {
        return new Variable<>(name, Kinds.REDIS_URL);
    }

    /** A password or signing key: no placeholder, and at least five different characters. */
    public static Variable<Secret> secret(String name) {
        return new Variable<>(name, Kinds.SECRET);
    }

    /** The API key of this provider, in the variable that has its conventional name. */
    public static Variable<Secret> apiKey(Provider provider) {
        return new Variable<>(provider.variable(), Kinds.apiKey(provider));
    }

    /** The API key of some other provider, or under another name. */
    public static Variable<Secret> apiKey(String name) {
        return new Variable<>(name, Kinds.API_KEY);
    }

    /** What it is for, in one line. */
    public Variable<T> description(String description) {
        requireNonNull(description, "description");
        return with(copy -> copy.description = description);
    }

    /** May be missing. */
    public Variable<T> optional() {
        return with(copy -> copy.need = Need.OPTIONAL);
    }

    /** May be missing, with a warning. */
    public Variable<T> recommended() {
        return with(copy -> copy.need = Need.RECOMMENDED);
    }

    /** Has this value when it is not set. The rules hold for it too; a secret has none. */
    public Variable<T> defaultValue(T value) {
        requireNonNull(value, "default value");
        return with(copy -> copy.defaultValue = value);
    }

    /** A value for people to follow, shown where this one is missing or wrong. Never a real secret. */
    public Variable<T> example(String example) {
        requireNonNull(example, "example");
        return with(copy -> copy.example = example);
    }

    /** At least {@code min} and at most {@code max}: for numbers, ports and durations. */
    public Variable<T> range(T min, T max) {
        if (!(min instanceof Comparable) || !kind.ordered()) {
            throw new IllegalArgumentException("'" + name + "' is " + kind.label() + " and has no range");
        }
        if (compare(min, max) > 0) {
            throw new IllegalArgumentException("'" + name + "': range min " + min + " > max " + max);
        }
        return rule(value -> {
            if (compare(value, min) < 0 || compare(value, max) > 0) {
                throw Rejected.malformed("must be between " + min + " and " + max, "set a value in that range");
            }
        });
    }

    @SuppressWarnings("unchecked") // only kinds that are ordered get here
    private static <T> int compare(T a, T b) {
        return ((Comparable<T>) a).compareTo(b);
    }

    /** At least this many characters: for text and secrets. */
    public Variable<T> minLength(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("'" + name + "': min length < 1: " + characters);
        }
        if (!kind.textual()) {
            throw new IllegalArgumentException("'" + name + "' is " + kind.label() + " and has no length");
        }
        return rule(value -> {
            int length = value instanceof Secret secret
                    ? secret.length()
                    : value.toString().length();
            if (length < characters) {
                throw new Rejected(
                        kind.secret() ? Codes.WEAK : Codes.MALFORMED,
                        "is too short: " + length + " of at least " + characters + " characters",
                        kind.secret() ? Fixes.generate(name, characters) : "set a longer value");
            }
        });
    }

    /** One of these and nothing else. */
    @SafeVarargs
    public final Variable<T> oneOf(T... values) {
        if (kind.secret() || values.length == 0) {
            throw new IllegalArgumentException("'" + name + "': oneOf is for known values that are no secrets");
        }
        var allowed = new LinkedHashSet<T>();
        for (T value : values) {
            allowed.add(value);
        }
        String list = allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return rule(value -> {
            if (!allowed.contains(value)) {
                throw Rejected.malformed("must be one of " + list, "set one of them");
            }
        });
    }

    /** A URL with one of these schemes, such as {@code https}: for URLs. */
    public Variable<T> schemes(String... schemes) {
        if (!kind.equals(Kinds.URL) || schemes.length == 0) {
            throw new IllegalArgumentException("'" + name + "': schemes are for a uri");
        }
        var allowed = Arrays.stream(schemes)
                .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                .toList();
        String list = String.join(", ", allowed);
        return rule(value -> {
            if (value instanceof URI uri && !allowed.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
                throw Rejected.malformed("must be a URL with scheme " + list, "set such a URL");
            }
        });
    }

    private Variable<T> rule(Rule<T> rule) {
        var all = new ArrayList<>(rules);
        all.add(rule);
        return with(copy -> copy.rules = List.copyOf(all));
    }

    private Variable<T> requireFittingDefault() {
        T value = defaultValue;
        if (value == null) {
            return this;
        }
        if (!kind.secrets(value).isEmpty()) {
            throw new IllegalArgumentException("'" + name + "': a secret has no default");
        }
        try {
            for (Rule<T> rule : rules) {
                rule.require(value);
            }
        } catch (Rejected e) {
            throw new IllegalArgumentException("'" + name + "': the default value " + e.message(), e);
        }
        return this;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** What it is for; empty when not said. */
    public String description() {
        return description;
    }

    Kind<T> kind() {
        return kind;
    }

    Need need() {
        return need;
    }

    String example() {
        return example;
    }

    @Nullable
    T defaultValue() {
        return defaultValue;
    }

    List<Rule<T>> rules() {
        return rules;
    }

    @Override
    public String toString() {
        return name;
    }
}
