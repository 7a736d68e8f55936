package io.muster.health.conformance;

/** How the kubelet takes one answer. */
public enum Attempt {
    /** 200 to 399. */
    SUCCESS,
    /** A redirect that it does not follow: counts as a success, and makes an event. */
    WARNING,
    /** Everything else, and no answer in time. */
    FAILURE,
    /** It could not even ask: thrown away. */
    ERROR
}
