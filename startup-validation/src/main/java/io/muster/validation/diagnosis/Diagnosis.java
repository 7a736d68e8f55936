package io.muster.validation.diagnosis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;

/**
 * What is wrong with something that was asked. Immutable.
 *
 * @param code the code of its finding
 * @param failure the kind of failure
 * @param words what is wrong, after the name of the component; never the other side's own words, which may quote a secret
 * @param fix what to do
 */
public record Diagnosis(String code, Failure failure, String words, String fix) {

    /** The same, more exactly. */
    public Diagnosis words(String words) {
        return new Diagnosis(code, failure, words, fix);
    }

    /** The same with other advice. */
    public Diagnosis fix(String fix) {
        return new Diagnosis(code, failure, words, fix);
    }

    /** What is wrong and what to do. */
    public String sentence() {
        return words + "; " + fix;
    }

    /** As the answer of a check. */
    public HealthResult down() {
        return HealthResult.down(failure, sentence()).with("code", code);
    }

    /** As the answer of a check, for what is worth a warning only. */
    public HealthResult degraded() {
        return HealthResult.degraded(sentence()).with("code", code);
    }

    /** As a finding about {@code subject}. */
    public Finding finding(String subject) {
        return Finding.error(failure, subject, words).code(code).fix(fix);
    }
}
