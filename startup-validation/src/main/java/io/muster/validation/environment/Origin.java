package io.muster.validation.environment;

import java.util.List;

/**
 * Where the value of a variable came from. Immutable; it holds no value.
 *
 * @param source what was used, such as {@code environment} or {@code default}
 * @param length how many characters the value has as found there; 0 for a default
 * @param ignored where else the variable was set, in order
 */
public record Origin(String source, int length, List<String> ignored) {

    static final Origin DEFAULT = new Origin("default", 0, List.of());

    /** Where there is no value. */
    static final Origin NONE = new Origin("not set", 0, List.of());

    /** Copies the list. */
    public Origin {
        ignored = List.copyOf(ignored);
    }

    /** For people, after a name: {@code from environment, 5 characters}. */
    String text() {
        String size = length == 1 ? ", 1 character" : ", " + length + " characters";
        return "from " + source + (equals(DEFAULT) ? "" : size);
    }

    /** Whether somebody set it. */
    boolean said() {
        return !equals(DEFAULT) && !equals(NONE);
    }
}
