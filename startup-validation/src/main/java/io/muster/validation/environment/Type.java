package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Secret;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a variable is turned into, and how. Immutable and thread-safe.
 *
 * <p>The common ones have a factory in {@link Variable}; the others go into {@link Variable#of}. No message about a value
 * holds the value.
 *
 * @param <T> the type of the values
 */
public final class Type<T> {
    /** Text without rules of its own. */
    public static final Type<String> TEXT = new Type<>("text", text -> text).trait(Trait.TEXT);

    /** A whole number of 32 bits. */
    public static final Type<Integer> INTEGER =
            new Type<>("an integer", NumberTypes::integer).trait(Trait.ORDERED).schema("type", "integer");

    /** A whole number of 64 bits. */
    public static final Type<Long> LONG = new Type<>("an integer", NumberTypes::longInteger)
            .trait(Trait.ORDERED)
            .schema("type", "integer");

    /** A decimal number with a point: money, rates. */
    public static final Type<BigDecimal> DECIMAL = new Type<>("a decimal number", NumberTypes::decimal)
            .trait(Trait.ORDERED)
            .print(BigDecimal::toPlainString)
            .schema("type", "number");

    /** {@code true}, {@code yes}, {@code on}, {@code 1} or {@code false}, {@code no}, {@code off}, {@code 0}, in any case. */
    public static final Type<Boolean> BOOL = new Type<>("a boolean", NumberTypes::bool).schema("type", "boolean");

    /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO-8601 such as {@code PT30S}; never negative. */
    public static final Type<Duration> DURATION =
            new Type<>("a duration", NumberTypes::duration).trait(Trait.ORDERED).print(NumberTypes::print);

    /** A number of bytes: {@code 512}, {@code 64KB} or {@code 64KiB} (1024 bytes each), {@code 10MB}, {@code 2GB}. */
    public static final Type<Long> SIZE =
            new Type<>("a data size", NumberTypes::size).trait(Trait.ORDERED).print(NumberTypes::printSize);

    /** An absolute URL with a host; a password in it is kept out of every text. */
    public static final Type<URI> URL = new Type<>("a URL", NetworkTypes::url)
            .trait(Trait.URL)
            .secrets(NetworkTypes::passwords)
            .schema("format", "uri");

    /** The URL of a database, in any of the notations that {@link DatabaseUrl} reads. */
    public static final Type<DatabaseUrl> DATABASE_URL = new Type<>("a database URL", DatabaseUrl::read)
            .trait(Trait.URL)
            .secrets(url -> url.password().stream().toList())
            .print(url -> url.url().reveal())
            .schema("format", "uri");

    /** The URL of a Redis: {@code redis://} or {@code rediss://}. */
    public static final Type<RedisUrl> REDIS_URL = new Type<>("a Redis URL", RedisUrl::read)
            .trait(Trait.URL)
            .secrets(url -> url.password().stream().toList())
            .print(url -> url.url().reveal())
            .schema("format", "uri");

    /** The name or address of a host, without scheme and port; underscores are fine. */
    public static final Type<String> HOST = new Type<>("a host", NetworkTypes::host).trait(Trait.TEXT);

    /** A TCP port: 1 to 65535. */
    public static final Type<Integer> PORT =
            new Type<>("a port", NetworkTypes::port).trait(Trait.ORDERED).schema("type", "integer");

    /** {@code host:port}, not resolved; IPv6 in brackets. */
    public static final Type<InetSocketAddress> HOST_AND_PORT =
            new Type<>("a host and a port", NetworkTypes::hostAndPort).print(NetworkTypes::print);

    /** An IP address or a range of them, such as {@code 10.0.0.0/8}. */
    public static final Type<Cidr> CIDR = new Type<>("an IP address or range", Cidr::read);

    /** An e-mail address, without a display name. */
    public static final Type<String> EMAIL = new Type<>("an e-mail address", NetworkTypes::email)
            .trait(Trait.TEXT)
            .schema("format", "email");

    /** A path of the file system; what is there is asked by rules such as {@link Rule#directory}. */
    public static final Type<Path> PATH = new Type<>("a path", TextTypes::path);

    /** A UUID in its usual notation. */
    public static final Type<UUID> UUID_TEXT = new Type<>("a UUID", TextTypes::uuid).schema("format", "uuid");

    /** A password or signing key: no placeholder, and neither too uniform nor published. */
    public static final Type<Secret> SECRET = secret("a secret", text -> text);

    /** What sets a type apart. */
    enum Trait {
        PLAIN,
        TEXT,
        ORDERED,
        URL,
        SECRET
    }

    /** Turns text into a value; its messages never hold the text. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws Rejected;
    }

    private final String label;
    private final Parser<T> parser;
    private Trait trait = Trait.PLAIN;
    private Function<T, List<Secret>> secrets = value -> List.of();
    private Function<T, Optional<Rejected>> oddity = value -> Optional.empty();
    private Function<T, String> printer = String::valueOf;
    private Map<String, Object> schema = Map.of();
    private String command = "";
    /** What a secret must be besides; null for what is no secret, and where that is known to be one line. */
    private @Nullable Parser<?> inner;

    private boolean multiline;
    /** Whether it is known how its values are written. */
    private boolean printable = true;

    private Type(String label, Parser<T> parser) {
        this.label = label;
        this.parser = parser;
    }

    /**
     * A type of one's own.
     *
     * @param label what people call one, with its article: {@code an AWS region}
     * @param converter turns text into a value; an {@link IllegalArgumentException} or {@link DateTimeException} says that
     *     the text is none, and its message is dropped, since it may hold the text
     */
    public static <T> Type<T> of(String label, Function<String, ? extends T> converter) {
        requireNonNull(converter, "converter");
        Type<T> type = new Type<>(requireNonNull(label, "label"), text -> {
            try {
                return requireNonNull(converter.apply(text), "converted value");
            } catch (IllegalArgumentException | DateTimeException e) {
                throw Rejected.malformed("is not " + label, "set " + label);
            }
        });
        type.printable = false;
        return type;
    }

    /** A constant of {@code type} by its name, in any case, with {@code -} for {@code _} if one likes. */
    public static <E extends Enum<E>> Type<E> enumeration(Class<E> type) {
        var parsed = new TextTypes.Enumeration<>(type);
        return new Type<E>("one of " + String.join(", ", parsed.names()), parsed)
                .print(TextTypes.Enumeration::name)
                .schema("enum", parsed.names());
    }

    /** Values of this type between commas; empty ones are wrong. How many there may be is said by {@link Rule#items}. */
    public static <T> Type<List<T>> list(Type<T> item) {
        var type = new Type<List<T>>("a list with commas, each " + item.label, text -> TextTypes.list(item, text));
        type.printable = item.printable;
        return type.trait(item.trait == Trait.URL ? Trait.URL : Trait.PLAIN)
                .secrets(values -> values.stream()
                        .flatMap(value -> item.secrets(value).stream())
                        .toList())
                .print(values ->
                        String.join(",", values.stream().map(item::print).toList()));
    }

    /** Exactly this many bytes in hexadecimal, as {@code openssl rand -hex} prints them. */
    public static Type<String> hex(int bytes) {
        return new Type<>(2 * bytes + " hex digits", (String text) -> TextTypes.hex(text, bytes))
                .trait(Trait.TEXT)
                .command("openssl rand -hex " + bytes);
    }

    /** At least this many bytes in Base64, plain or for URLs, with or without padding. */
    public static Type<String> base64(int bytes) {
        return new Type<>("Base64 of at least " + bytes + " bytes", (String text) -> TextTypes.base64(text, bytes))
                .trait(Trait.TEXT)
                .command("openssl rand -base64 " + bytes);
    }

    /** The API key of this provider. What is certainly wrong is an error, an unknown shape a warning: keys change. */
    public static Type<Secret> apiKey(Provider provider) {
        return new Type<>("an API key of " + provider.title(), text -> SecretTypes.key(text, Optional.of(provider)))
                .trait(Trait.SECRET)
                .secrets(List::of)
                .oddity(key -> SecretTypes.shape(provider, key))
                .print(Secret::reveal);
    }

    /** The API key of some other provider. */
    public static Type<Secret> apiKey() {
        return new Type<>("an API key", text -> SecretTypes.key(text, Optional.empty()))
                .trait(Trait.SECRET)
                .secrets(List::of)
                .print(Secret::reveal);
    }

    /** The same as a secret: it must fit this type, and is treated like {@link #SECRET} in all else. */
    public Type<Secret> secret() {
        return secret(label + ", secret", parser).schema(schema).command(command);
    }

    private static Type<Secret> secret(String label, Parser<?> inner) {
        Type<Secret> type = new Type<>(label, text -> {
            inner.parse(text);
            return SecretTypes.secret(text);
        });
        type.inner = inner;
        return type.trait(Trait.SECRET).secrets(List::of).print(Secret::reveal);
    }

    /** The same secret, which may have more lines than one; empty for what is none. */
    @SuppressWarnings("unchecked") // a type with an inner one is of secrets
    Optional<Type<T>> ofLines() {
        Parser<?> lines = inner;
        if (lines == null) {
            return Optional.empty();
        }
        Type<Secret> type = new Type<>(label + ", of one line or more", text -> {
            lines.parse(text);
            return SecretTypes.lines(text);
        });
        type.inner = lines;
        type.multiline = true;
        type.trait(Trait.SECRET).secrets(List::of).print(Secret::reveal).schema(schema);
        return Optional.of((Type<T>) type.command(command));
    }

    private Type<T> trait(Trait trait) {
        this.trait = trait;
        return this;
    }

    private Type<T> secrets(Function<T, List<Secret>> secrets) {
        this.secrets = secrets;
        return this;
    }

    private Type<T> oddity(Function<T, Optional<Rejected>> oddity) {
        this.oddity = oddity;
        return this;
    }

    private Type<T> print(Function<T, String> printer) {
        this.printer = printer;
        return this;
    }

    private Type<T> command(String command) {
        this.command = command;
        return this;
    }

    private Type<T> schema(String keyword, Object value) {
        return schema(Map.of(keyword, value));
    }

    private Type<T> schema(Map<String, Object> keywords) {
        this.schema = keywords;
        return this;
    }

    /** What people call one, with its article. */
    String label() {
        return label;
    }

    /** The keywords of JSON Schema that say the same; without {@code type} it is a string. */
    Map<String, Object> schema() {
        return schema;
    }

    /** What makes a value of this type and no other, for a shell; empty when nothing does. */
    String command() {
        return command;
    }

    T parse(String text) throws Rejected {
        return parser.parse(text);
    }

    /** The text that {@link #parse} reads as this value; of a secret, the secret itself. */
    String print(T value) {
        return printer.apply(value);
    }

    /** Why nobody could have set this value, which is one of the type in Java alone: port 99999. */
    Optional<String> unfit(T value) {
        if (printable) {
            try {
                parser.parse(print(value));
            } catch (Rejected e) {
                return Optional.of(e.message());
            }
        }
        return Optional.empty();
    }

    /** The secrets inside a value, each of which must be real and kept out of every text. */
    List<Secret> secrets(T value) {
        return secrets.apply(value);
    }

    /** What is odd about a value and not wrong. */
    Optional<Rejected> oddity(T value) {
        return oddity.apply(value);
    }

    boolean isSecret() {
        return trait == Trait.SECRET;
    }

    boolean isMultiline() {
        return multiline;
    }

    boolean isUrl() {
        return trait == Trait.URL;
    }

    boolean isOrdered() {
        return trait == Trait.ORDERED;
    }

    boolean isTextual() {
        return trait == Trait.TEXT || trait == Trait.SECRET;
    }

    /** What people call one, with its article. */
    @Override
    public String toString() {
        return label;
    }
}
