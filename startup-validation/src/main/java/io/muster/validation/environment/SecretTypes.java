package io.muster.validation.environment;

import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Secret;
import java.util.Optional;
import java.util.stream.Stream;

/** How secrets are read, and what is certainly wrong with them whatever their kind. */
final class SecretTypes {
    private static final int FEWEST_DISTINCT = 5;
    /** Bits for each character. Real random secrets have more; words and placeholders too, so this tells only the worst. */
    private static final double LEAST_ENTROPY = 2.0;

    /** A key with its chain of certificates has fewer; each is searched for in every text. */
    private static final int MOST_LINES = 500;

    private SecretTypes() {}

    static Secret secret(String text) throws Rejected {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Rejected(
                    Codes.WHITESPACE,
                    "has a line break or another control character inside",
                    "write it without, as printf does and echo does not");
        }
        if (!text.equals(text.strip())) {
            throw new Rejected(
                    Codes.WHITESPACE, "has whitespace around it, which would be part of it", "remove the whitespace");
        }
        return notPath(text);
    }

    /** A key or certificate in PEM, or JSON, as it stands. */
    static Secret lines(String text) throws Rejected {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)) {
            throw new Rejected(
                    Codes.WHITESPACE, "has a control character that is no line break inside", "write it as text");
        }
        if (text.lines().limit(MOST_LINES + 1L).count() > MOST_LINES) {
            throw Rejected.malformed("has more than " + MOST_LINES + " lines", "set the secret alone");
        }
        return notPath(text);
    }

    /** What of it others may repeat: its lines, also where JSON writes {@code \n} for their ends; without PEM's headers. */
    static Stream<Secret> partsOf(String lines) {
        return Stream.of(lines.replace("\\n", "\n").split("\\R", 2 * MOST_LINES))
                .map(String::strip)
                .filter(line -> line.length() >= Redactor.MIN_LENGTH && !line.startsWith("-----"))
                .map(Secret::of);
    }

    private static Secret notPath(String text) throws Rejected {
        if (looksLikePath(text)) {
            throw new Rejected(
                    Codes.FILE_MEANT,
                    "is the path of a file, not the secret in it",
                    "set the variable's " + FileSource.SUFFIX + " form to the path");
        }
        return Secret.of(text);
    }

    private static boolean looksLikePath(String text) {
        return text.startsWith("/run/secrets/")
                || text.startsWith("/var/run/secrets/")
                || text.startsWith("/etc/secrets/")
                || text.startsWith("file:/")
                || text.startsWith("./secrets/")
                || text.startsWith("secrets/");
    }

    static Secret key(String text, Optional<Provider> provider) throws Rejected {
        Secret key = secret(text);
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new Rejected(
                    Codes.WHITESPACE, "has a character that no API key has", "copy the key again, without spaces");
        }
        if (text.startsWith("ya29.") || text.startsWith("eyJ")) {
            throw new Rejected(Codes.OTHER_KEY, "is a short-lived access token, not an API key", "create an API key");
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
            throw new Rejected(
                    Codes.OTHER_KEY, "looks like a key of " + other.get().title(), "set a key of " + provider.title());
        }
    }

    /** What is unusual about a key, and no more than that. */
    static Optional<Rejected> shape(Provider provider, Secret key) {
        return provider.oddity(key.reveal())
                .map(message -> new Rejected(Codes.SHAPE, message, "check that it is the key that was meant"));
    }

    /** The rule for every secret: not so uniform that it must have been typed in passing. */
    static void requireVaried(String name, Secret secret) throws Rejected {
        long distinct =
                secret.reveal().chars().distinct().limit(FEWEST_DISTINCT).count();
        if (distinct < FEWEST_DISTINCT) {
            throw new Rejected(
                    Codes.WEAK,
                    "has only " + distinct + " different characters, of at least " + FEWEST_DISTINCT,
                    Fixes.generate(name, 64));
        }
        if (entropy(secret.reveal()) < LEAST_ENTROPY) {
            throw new Rejected(Codes.WEAK, "repeats itself too much to be random", Fixes.generate(name, 64));
        }
    }

    /** Shannon's, in bits for each character. */
    private static double entropy(String text) {
        int[] counts = new int[256];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 0xff]++;
        }
        double bits = 0;
        for (int count : counts) {
            double share = (double) count / text.length();
            bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
