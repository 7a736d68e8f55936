package io.muster.validation.llm;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;

/** What an answer of the provider says about the key. */
enum Verdict {
    OK,
    /** The key is good and may not list models. */
    OK_LIMITED,
    REJECTED,
    FORBIDDEN,
    MODEL_MISSING,
    /** The key is good and out of money. */
    QUOTA,
    /** The key is good and asks too often. */
    THROTTLED,
    TRANSIENT,
    BUSY,
    UNREACHABLE,
    TIMED_OUT,
    /** The other end cannot prove who it is. */
    UNTRUSTED,
    INCONCLUSIVE;

    /** Whether asking again soon may give another answer. */
    boolean passing() {
        return switch (this) {
            case THROTTLED, TRANSIENT, BUSY, UNREACHABLE, TIMED_OUT, INCONCLUSIVE -> true;
            case OK, OK_LIMITED, REJECTED, FORBIDDEN, MODEL_MISSING, QUOTA, UNTRUSTED -> false;
        };
    }

    HealthResult result(String note) {
        String because = note.isEmpty() ? "" : " (" + note + ")";
        return switch (this) {
            case OK -> HealthResult.up();
            case OK_LIMITED -> HealthResult.up().with("limited", "the key may not list models");
            case REJECTED ->
                HealthResult.down(Failure.CREDENTIALS, "the key is refused" + because + "; set a valid one");
            case FORBIDDEN ->
                HealthResult.down(
                        Failure.PERMISSION,
                        "the key may not be used from here" + because
                                + "; check its organization, region and address list");
            case MODEL_MISSING ->
                HealthResult.down(Failure.CONFIGURATION, "the model is not available to this key; check its name");
            case QUOTA ->
                HealthResult.down(Failure.PERMISSION, "the key is valid and its account has no credit left" + because);
            case THROTTLED -> HealthResult.degraded("the key is valid and over its rate limit" + because);
            case TRANSIENT -> HealthResult.down(Failure.UNAVAILABLE, "the provider has a fault" + because);
            case BUSY -> HealthResult.down(Failure.OVERLOADED, "the provider is overloaded" + because);
            case UNREACHABLE ->
                HealthResult.down(
                        Failure.UNAVAILABLE,
                        "the provider is not reachable" + because + "; check DNS, egress and proxy");
            case TIMED_OUT -> HealthResult.down(Failure.TIMEOUT, "the provider did not answer in time");
            case UNTRUSTED ->
                HealthResult.down(
                        Failure.CONFIGURATION, "the provider's certificate is not trusted; check the trust store");
            case INCONCLUSIVE ->
                HealthResult.degraded("the answer says nothing about the key" + because + "; check the base URL");
        };
    }
}
