package io.muster.health;

/** Refuses what cannot be meant. */
final class Require {
    private Require() {}

    /** A name stands alone in a line of text, and in a URL. */
    static String name(String value, String what) {
        if (value.isBlank() || !value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " must be visible text: '" + value + "'");
        }
        return value;
    }
}
