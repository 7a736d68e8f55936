package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that is wrong, said so that somebody can mend it. Immutable.
 *
 * @param failure the kind of failure; empty for a warning, which fails nothing
 * @param code a stable code to search for, such as {@code ENV-001}; empty when there is none
 * @param subject what it is about: a variable, a table, a component
 * @param message what is wrong, without the value of a secret
 * @param fix what to do; empty when nobody can know
 */
public record Finding(Optional<Failure> failure, String code, String subject, String message, String fix) {

    /** Refuses nulls. */
    public Finding {
        requireNonNull(failure, "failure");
        requireNonNull(code, "code");
        requireNonNull(subject, "subject");
        requireNonNull(message, "message");
        requireNonNull(fix, "fix");
    }

    /** Something that ends the start of a required component. */
    public static Finding error(Failure failure, String subject, String message) {
        return new Finding(Optional.of(failure), "", subject, message, "");
    }

    /** Something to know and mend, which ends nothing. */
    public static Finding warning(String subject, String message) {
        return new Finding(Optional.empty(), "", subject, message, "");
    }

    /** A copy with this code. */
    public Finding code(String code) {
        return new Finding(failure, code, subject, message, fix);
    }

    /** A copy with this advice. */
    public Finding fix(String fix) {
        return new Finding(failure, code, subject, message, fix);
    }

    Finding scrubbed(Redactor redactor) {
        return new Finding(failure, code, redactor.scrub(subject), redactor.scrub(message), redactor.scrub(fix));
    }
}
