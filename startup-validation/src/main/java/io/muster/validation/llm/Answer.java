package io.muster.validation.llm;

/**
 * A verdict and what led to it.
 *
 * @param verdict what it means
 * @param note a status or a known error code; never the provider's own words, which may quote the key
 */
record Answer(Verdict verdict, String note) {
    static Answer of(Verdict verdict) {
        return new Answer(verdict, "");
    }
}
