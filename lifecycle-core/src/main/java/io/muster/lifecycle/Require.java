package io.muster.lifecycle;

import java.time.Duration;

/** Refuses bad arguments in the user's words. */
final class Require {
    private Require() {}

    static Duration positive(Duration value, String what) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(what + " must be positive: " + Text.of(value));
        }
        return nanos(value, what);
    }

    static Duration notNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " < 0: " + Text.of(value));
        }
        return nanos(value, what);
    }

    static int atLeastOne(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " < 1: " + value);
        }
        return value;
    }

    static String name(String value, String what) {
        if (value.isBlank() || !value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " must be visible text: '" + value + "'");
        }
        return value;
    }

    private static Duration nanos(Duration value, String what) {
        if (value.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(what + " > 365 days: " + value);
        }
        return value;
    }
}
