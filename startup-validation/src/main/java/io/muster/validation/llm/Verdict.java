package io.muster.validation.llm;

import io.muster.lifecycle.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer of the provider says, gravest first. */
enum Verdict {
    /** There is nothing to ask with, or nobody to ask. */
    MISCONFIGURED("LLM-100", Failure.CONFIGURATION, false, "the %s cannot be asked about", "check the settings"),
    MALFORMED("LLM-400", Failure.CREDENTIALS, false, "the key cannot be right", "set the provider's own key"),
    REJECTED("LLM-401", Failure.CREDENTIALS, false, "the key is refused", "set a valid one"),
    FORBIDDEN(
            "LLM-403",
            Failure.PERMISSION,
            false,
            "the %s may not be used",
            "check the key's rights, organization, region and address list"),
    /** The key is good and out of money. */
    QUOTA(
            "LLM-402",
            Failure.PERMISSION,
            false,
            "the key is valid and its account has no credit left",
            "add credit, or raise its limit"),
    MODEL_MISSING("LLM-404", Failure.CONFIGURATION, false, "the %s is not available to this key", "check its name"),
    MODEL_UNFIT("LLM-405", Failure.CONFIGURATION, false, "the %s is not made for that use", "name another model"),
    /** The other end cannot prove who it is. */
    UNTRUSTED(
            "LLM-495",
            Failure.CONFIGURATION,
            false,
            "the provider's certificate is not trusted",
            "check the trust store, and whether a proxy opens TLS"),
    PROXY(
            "LLM-407",
            Failure.UNAVAILABLE,
            true,
            "the proxy asks for a login or refuses the way to the provider",
            "check the JVM's proxy settings and the proxy's rules"),
    UNREACHABLE("LLM-504", Failure.UNAVAILABLE, true, "the provider is not reachable", "check DNS, egress and proxy"),
    TIMED_OUT("LLM-504", Failure.TIMEOUT, true, "the provider did not answer in time", "check egress and proxy"),
    TRANSIENT("LLM-500", Failure.UNAVAILABLE, true, "the provider has a fault", "wait, or look at its status page"),
    BUSY("LLM-503", Failure.OVERLOADED, true, "the provider is overloaded", "wait, or look at its status page"),
    INCONCLUSIVE("LLM-520", null, true, "the answer says nothing about the %s", "check the base URL"),
    /** The key is good and asks too often. */
    THROTTLED("LLM-429", null, true, "the key is valid and over its rate limit", "ask less often, or raise the limit"),
    /** The key has an odd shape, and nobody was asked about it. */
    ODD("LLM-400", null, false, "the key has an unusual shape", "check that it is this provider's"),
    /** The key is good, and nothing can be learnt of the models. */
    OK_LIMITED("", null, false, "the %s could not be looked at", ""),
    OK("", null, false, "", "");

    private final String code;
    private final @Nullable Failure failure;
    private final boolean passing;
    private final String message;
    private final String fix;

    Verdict(String code, @Nullable Failure failure, boolean passing, String message, String fix) {
        this.code = code;
        this.failure = failure;
        this.passing = passing;
        this.message = message;
        this.fix = fix;
    }

    /** The code of its finding. */
    String code() {
        return code;
    }

    /** The kind of failure that it is; empty when the provider can be used or may be. */
    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether asking again soon may give another answer. */
    boolean passing() {
        return passing;
    }

    /** Whether the key was taken, so that there is a point in asking on. */
    boolean accepted() {
        return this == OK || this == OK_LIMITED;
    }

    /** Whether the provider can be used, as far as can be told. */
    boolean doubtful() {
        return this == INCONCLUSIVE || this == THROTTLED || this == ODD;
    }

    String message(Subject subject) {
        return message.replace("%s", subject.toString());
    }

    String fix() {
        return fix;
    }
}
