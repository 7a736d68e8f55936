package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.util.Optional;

/**
 * What is said of one value, to become a finding about its variable.
 *
 * @param failure the kind of failure; empty for a warning
 * @param code the stable code
 * @param message completes "NAME ..." and never holds the value
 * @param fix what to do
 */
record Remark(Optional<Failure> failure, String code, String message, String fix) {

    static Remark error(Rejected rejected) {
        return new Remark(Optional.of(Failure.CONFIGURATION), rejected.code(), rejected.message(), rejected.fix());
    }

    static Remark warning(Rejected rejected) {
        return new Remark(Optional.empty(), rejected.code(), rejected.message(), rejected.fix());
    }

    /** By the type alone: a message may hold the value. */
    static Remark broken(String what, Throwable thrown) {
        return new Remark(
                Optional.of(Failure.BUG),
                Codes.RULE_BROKE,
                "could not be checked: " + what + " threw " + thrown.getClass().getSimpleName(),
                "mend the rule; the value may be right");
    }

    /** The same as a warning. */
    Remark asWarning() {
        return new Remark(Optional.empty(), code, message, fix);
    }

    Finding about(String subject, String where) {
        return new Finding(failure, code, subject, message + where, fix);
    }
}
