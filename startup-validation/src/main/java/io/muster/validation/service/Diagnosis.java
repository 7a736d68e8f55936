package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;

/**
 * What is wrong with a service. Immutable.
 *
 * @param code the code of its finding
 * @param failure the kind of failure
 * @param words what is wrong, after the name of the component; never the service's own words, which may quote a secret
 * @param fix what to do
 */
record Diagnosis(String code, Failure failure, String words, String fix) {

    /** The same with other advice. */
    Diagnosis fix(String fix) {
        return new Diagnosis(code, failure, words, fix);
    }

    String sentence() {
        return words + "; " + fix;
    }

    HealthResult down() {
        return HealthResult.down(failure, sentence()).with("code", code);
    }

    /** For what is worth a warning only. */
    HealthResult degraded() {
        return HealthResult.degraded(sentence()).with("code", code);
    }

    Finding finding(String subject) {
        return Finding.error(failure, subject, words).code(code).fix(fix);
    }
}
