package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;

/**
 * What is wrong with a Redis. Immutable.
 *
 * @param code the code of its finding
 * @param failure the kind of failure
 * @param words what is wrong, after the name of the component
 * @param fix what to do
 */
record Diagnosis(String code, Failure failure, String words, String fix) {

    /** The same, more exactly. */
    Diagnosis words(String words) {
        return new Diagnosis(code, failure, words, fix);
    }

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

    Finding finding() {
        return Finding.error(failure, "redis", words).code(code).fix(fix);
    }
}
