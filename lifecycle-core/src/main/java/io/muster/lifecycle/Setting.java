package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

/**
 * One setting that a service was started with, as diagnosis may show it: where it came from, and never what is secret in
 * it. Immutable.
 *
 * @param name its name, such as {@code DATABASE_URL}
 * @param source where its value came from, such as {@code environment} or {@code default}
 * @param shown what may be shown of its value; empty when nothing may
 * @param secret whether the value is a secret, or has one in it
 */
public record Setting(String name, String source, String shown, boolean secret) {
    /** The name of the setting that says in which profile the service runs, such as {@code production}. */
    public static final String PROFILE = "profile";

    /** Refuses nulls. */
    public Setting {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        requireNonNull(shown, "shown");
    }

    Setting scrubbed(Redactor redactor) {
        return new Setting(name, redactor.scrub(source), redactor.scrub(shown), secret);
    }
}
