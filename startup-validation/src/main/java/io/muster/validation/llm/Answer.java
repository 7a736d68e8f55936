package io.muster.validation.llm;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.util.List;

/**
 * A verdict and what led to it. Immutable.
 *
 * @param verdict what it means
 * @param subject what was asked about
 * @param note a status or a known error code; never the provider's own words, which may quote the key
 * @param fix what to do, where that is not what the verdict says; empty otherwise
 * @param retryAfter seconds that the provider asks to wait; 0 when it does not
 */
record Answer(Verdict verdict, Subject subject, String note, String fix, long retryAfter) {
    static Answer of(Verdict verdict, Subject subject) {
        return of(verdict, subject, "");
    }

    static Answer of(Verdict verdict, Subject subject, String note) {
        return new Answer(verdict, subject, note, "", 0);
    }

    /** The same with other advice. */
    Answer fix(String fix) {
        return new Answer(verdict, subject, note, fix, retryAfter);
    }

    /** A missing model with the ids that come nearest to it. */
    Answer nearest(List<String> ids) {
        return ids.isEmpty() ? this : fix((fix.isEmpty() ? "" : fix + "; ") + "nearest: " + String.join(", ", ids));
    }

    /** What is wrong. */
    String message() {
        return verdict.message(subject) + (note.isEmpty() ? "" : " (" + note + ")");
    }

    /** What to do; empty when there is nothing to be done. */
    String advice() {
        return fix.isEmpty() ? verdict.fix() : fix;
    }

    /** Both in one line. */
    String sentence() {
        return advice().isEmpty() ? message() : message() + "; " + advice();
    }

    /** For a verdict that is a failure. */
    Finding finding(String provider) {
        return Finding.error(verdict.failure().orElse(Failure.BUG), provider, message())
                .code(verdict.code())
                .fix(advice());
    }
}
