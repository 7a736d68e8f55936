package io.muster.validation.llm;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be told of a key without asking anybody.
 *
 * <p>Only what is certainly wrong is refused: providers change the shape of their keys, and a check that knows better than
 * the provider keeps a healthy service from starting.
 */
final class KeyShape {
    private static final int SHORT = 20;
    /** Prefixes of this length or less are shared by several providers. */
    private static final int SHARED_PREFIX = 3;

    /** Keys of random text with separators are longer than this. */
    private static final int SHORTEST_RANDOM = 36;

    /** So short that random text has it too: one genuine key in seven thousand. */
    private static final Pattern MINE = Pattern.compile("(?i)(?:.*[-_. ])?my(?:[-_. ].*)?");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i).*(?:^|[-_. ])(?:your|change[-_]?me|replace|insert|example|placeholder|dummy|todo)"
                    + "(?:[-_. ].*|$)|.*[-_]here$|.*x{6,}.*|.*\\*{3,}.*|.*\\.\\.\\..*|[<{$].*|.*12345678.*");

    private KeyShape() {}

    /** Why the key cannot be right; empty when it may be. */
    static Optional<String> flaw(LlmProvider provider, Endpoint endpoint, String key) {
        if (key.isEmpty()) {
            boolean needed = Providers.of(provider).needsKey() && !endpoint.local();
            return needed ? Optional.of("it is empty") : Optional.empty();
        }
        if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.of("it has whitespace, or characters that no header may carry");
        }
        if ("\"'`".indexOf(key.charAt(0)) >= 0) {
            return Optional.of("it begins with a quote");
        }
        if (!endpoint.standard()) {
            return Optional.empty();
        }
        boolean mine = key.length() < SHORTEST_RANDOM && MINE.matcher(key).matches();
        if (mine || PLACEHOLDER.matcher(key).matches()) {
            return Optional.of("it is a placeholder");
        }
        if (key.startsWith("ya29.") || key.startsWith("eyJ")) {
            return Optional.of("it is a token of a login and no API key");
        }
        return stranger(provider, key);
    }

    private static Optional<String> stranger(LlmProvider provider, String key) {
        int longest = Stream.of(LlmProvider.values())
                .mapToInt(each -> prefix(each, key))
                .max()
                .orElse(0);
        if (longest <= SHARED_PREFIX || prefix(provider, key) == longest) {
            return Optional.empty();
        }
        return Stream.of(LlmProvider.values())
                .filter(each -> prefix(each, key) == longest)
                .findFirst()
                .map(owner -> "it looks like one of " + owner.title());
    }

    private static int prefix(LlmProvider provider, String key) {
        return Providers.of(provider).prefixes().stream()
                .filter(key::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** What is unusual about a key that may be right all the same. */
    static Optional<String> oddity(LlmProvider provider, Endpoint endpoint, String key) {
        if (!endpoint.standard() || key.isEmpty()) {
            return Optional.empty();
        }
        Facts facts = Providers.of(provider);
        Optional<String> odd = facts.oddPrefixes().entrySet().stream()
                .filter(each -> key.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (odd.isPresent()) {
            return odd;
        }
        if (key.length() < SHORT) {
            return Optional.of("it has only " + key.length() + " characters");
        }
        boolean known = facts.prefixes().isEmpty() || prefix(provider, key) > 0;
        return known ? Optional.empty() : Optional.of("it does not begin as they usually do");
    }
}
