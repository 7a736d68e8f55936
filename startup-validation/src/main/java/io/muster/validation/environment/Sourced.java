package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

/**
 * A value and where it was found. Immutable; it prints without the value.
 *
 * @param text the value as found
 * @param origin where, for people and without the value, such as {@code file named by DATABASE_URL_FILE}
 */
public record Sourced(String text, String origin) {

    /** Refuses nulls. */
    public Sourced {
        requireNonNull(text, "text");
        requireNonNull(origin, "origin");
    }

    @Override
    public String toString() {
        return origin + ", " + text.length() + (text.length() == 1 ? " character" : " characters");
    }
}
