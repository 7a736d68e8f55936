package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of variable, and how each reads its text. */
final class Kinds {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0");
    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)");
    /** Plain notation only, and bounded: {@code 1e999999999} is a denial of service. */
    private static final Pattern DECIMAL_TEXT = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");

    private static final int FEWEST_DISTINCT = 5;

    static final Kind<String> TEXT = Kind.of("text", Kind.Trait.TEXT, text -> text);

    static final Kind<Integer> INTEGER = Kind.of("an integer", Kind.Trait.ORDERED, Kinds::integer);

    static final Kind<Integer> PORT = Kind.of("a port", Kind.Trait.ORDERED, text -> {
        int port = integer(text);
        if (port < 1 || port > 65_535) {
            throw Rejected.malformed("must be a port between 1 and 65535", "set a port in that range");
        }
        return port;
    });

    static final Kind<BigDecimal> DECIMAL = Kind.of("a decimal number", Kind.Trait.ORDERED, text -> {
        if (!DECIMAL_TEXT.matcher(text).matches()) {
            throw Rejected.malformed("is not a decimal number", "write digits and a point, such as 0.25");
        }
        return new BigDecimal(text);
    });

    static final Kind<Boolean> BOOL = Kind.of("a boolean", Kind.Trait.PLAIN, text -> {
        String folded = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(folded) && !FALSE.contains(folded)) {
            throw Rejected.malformed("is neither true nor false", "set true or false");
        }
        return TRUE.contains(folded);
    });

    static final Kind<Duration> DURATION = Kind.of("a duration", Kind.Trait.ORDERED, Kinds::duration);

    static final Kind<URI> URL = Kind.of("a URL", Kind.Trait.URL, Kinds::url)
            .secrets(uri -> Optional.ofNullable(uri.getRawUserInfo())
                    .filter(info -> info.indexOf(':') >= 0)
                    .map(info -> info.substring(info.indexOf(':') + 1))
                    .filter(password -> !password.isEmpty())
                    .map(Secret::of)
                    .stream()
                    .toList());

    static final Kind<DatabaseUrl> DATABASE_URL = Kind.of("a database URL", Kind.Trait.URL, DatabaseUrl::read)
            .secrets(url -> url.password().stream().toList());

    static final Kind<RedisUrl> REDIS_URL = Kind.of("a Redis URL", Kind.Trait.URL, RedisUrl::read)
            .secrets(url -> url.password().stream().toList());

    static final Kind<Secret> SECRET =
            Kind.of("a secret", Kind.Trait.SECRET, Kinds::secret).secrets(List::of);

    static final Kind<Secret> API_KEY = Kind.of("an API key", Kind.Trait.SECRET, text -> key(text, Optional.empty()))
            .secrets(List::of);

    private Kinds() {}

    static Kind<Secret> apiKey(Provider provider) {
        return Kind.of("an API key", Kind.Trait.SECRET, text -> key(text, Optional.of(provider)))
                .secrets(List::of)
                .warning(key -> provider.fits(key.reveal())
                        ? Optional.empty()
                        : Optional.of("does not begin as keys of " + provider.title() + " do"));
    }

    static <E extends Enum<E>> Kind<E> enumeration(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return Kind.of("an enumeration", Kind.Trait.PLAIN, text -> {
            String folded = text.replace('-', '_');
            for (E constant : constants) {
                if (constant.name().equalsIgnoreCase(folded)) {
                    return constant;
                }
            }
            String names = Stream.of(constants)
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            throw Rejected.malformed("must be one of " + names, "set one of them");
        });
    }

    private static int integer(String text) throws Rejected {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Rejected.malformed("is not an integer of at most 32 bits", "set a whole number");
        }
    }

    private static Duration duration(String text) throws Rejected {
        Matcher simple = SIMPLE_DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (simple.matches()) {
            long amount = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            Duration parsed = Duration.parse(text);
            if (!parsed.isNegative()) {
                return parsed;
            }
        } catch (DateTimeParseException e) {
            // said below, without the text that the exception holds
        }
        throw Rejected.malformed("is not a duration", "set a number and a unit, such as 250ms, 30s, 5m, 2h or 1d");
    }

    private static URI url(String text) throws Rejected {
        try {
            var uri = new URI(text);
            String authority = uri.getRawAuthority();
            if (uri.getScheme() != null && authority != null && !authority.isEmpty()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the text that the exception holds
        }
        throw Rejected.malformed("is not a URL with a scheme and a host", "set one such as https://host:port/path");
    }

    private static Secret secret(String text) throws Rejected {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Rejected.malformed(
                    "has a line break or another control character inside", "write it without, as printf %s does");
        }
        if (!text.equals(text.strip())) {
            throw Rejected.malformed("has whitespace around it, which would be part of it", "remove the whitespace");
        }
        if (text.startsWith("/run/secrets/")) {
            throw Rejected.malformed("is the path of a secret, not the secret", "set the variable's _FILE form to it");
        }
        return Secret.of(text);
    }

    private static Secret key(String text, Optional<Provider> provider) throws Rejected {
        Secret key = secret(text);
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw Rejected.malformed("has a character that no API key has", "copy the key again, without spaces");
        }
        if (text.startsWith("ya29.") || text.startsWith("eyJ")) {
            throw Rejected.malformed("is a short-lived access token, not an API key", "create an API key");
        }
        if (provider.isPresent()) {
            requireIssuedBy(provider.get(), text);
        }
        return key;
    }

    /** Refuses a key that is certainly another provider's; {@code sk-} alone is used by too many to tell. */
    private static void requireIssuedBy(Provider provider, String text) throws Rejected {
        var other = Provider.of(text).filter(issuer -> issuer != Provider.OPENAI);
        if (other.isPresent() && other.get().longest(text) > provider.longest(text)) {
            throw Rejected.malformed("looks like a key of " + other.get().title(), "set a key of " + provider.title());
        }
    }

    /** The rule for every secret: not so uniform that it must have been typed in passing. */
    static void requireDistinct(String name, Secret secret) throws Rejected {
        long distinct = secret.reveal().chars().distinct().count();
        if (distinct < FEWEST_DISTINCT) {
            throw new Rejected(
                    Codes.WEAK,
                    "has only " + distinct + " different characters, of at least " + FEWEST_DISTINCT,
                    Fixes.generate(name, 64));
        }
    }
}
