package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type that text is turned into.
 *
 * @param label what people call it, with its article
 * @param trait what sets it apart from other kinds
 * @param parser turns text into a value; its messages never hold the text
 * @param secrets the secrets inside a value, each of which must be real and kept out of every text
 * @param warning what is odd about a value and not wrong
 */
record Kind<T>(
        String label,
        Trait trait,
        Parser<T> parser,
        Function<T, List<Secret>> secrets,
        Function<T, Optional<String>> warning) {

    /** What sets a kind apart. */
    enum Trait {
        PLAIN,
        TEXT,
        ORDERED,
        URL,
        SECRET
    }

    /** Turns text into a value. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws Rejected;
    }

    static <T> Kind<T> of(String label, Trait trait, Parser<T> parser) {
        return new Kind<>(label, trait, parser, value -> List.of(), value -> Optional.empty());
    }

    Kind<T> secrets(Function<T, List<Secret>> secrets) {
        return new Kind<>(label, trait, parser, secrets, warning);
    }

    Kind<T> warning(Function<T, Optional<String>> warning) {
        return new Kind<>(label, trait, parser, secrets, warning);
    }

    T parse(String text) throws Rejected {
        return parser.parse(text);
    }

    List<Secret> secrets(T value) {
        return secrets.apply(value);
    }

    boolean secret() {
        return trait == Trait.SECRET;
    }

    boolean url() {
        return trait == Trait.URL;
    }

    boolean ordered() {
        return trait == Trait.ORDERED;
    }

    boolean textual() {
        return trait == Trait.TEXT || trait == Trait.SECRET;
    }

    /** The secret part of a URL that could not be parsed, as far as one can tell; null when there is none. */
    static @Nullable Secret guess(String url) {
        int begin = url.indexOf("://");
        int at = url.lastIndexOf('@');
        int colon = begin < 0 ? -1 : url.indexOf(':', begin + 3);
        return colon > 0 && colon + 1 < at ? Secret.of(url.substring(colon + 1, at)) : null;
    }
}
