package io.muster.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A value that no text may contain. It prints as {@code ***}, is not serializable, and compares in constant time.
 *
 * <p>It guards against accidents in logs and reports; a heap dump still holds the value.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself: to be handed to the client that needs it, and nowhere else. */
    public String reveal() {
        return value;
    }

    /** How many characters the value has. */
    public int length() {
        return value.length();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for every secret, so that it gives nothing away. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
