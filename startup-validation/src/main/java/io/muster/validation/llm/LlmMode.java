package io.muster.validation.llm;

/** How far a check of an LLM provider goes, from nothing to a completion. */
public enum LlmMode {
    /** Nothing is looked at and nothing is asked. */
    OFF,
    /** The key is looked at and nobody is asked: for builds without a network. */
    FORMAT,
    /** The key is shown to the provider with a call that costs nothing. */
    AUTH,
    /** As {@link #AUTH}, and each named model must be available to the key. Costs nothing. */
    MODEL,
    /**
     * As {@link #MODEL}, and during the start each named model is asked for one token. It costs money, and it alone
     * proves that there is credit where the provider tells nothing of it. While the service runs it is {@link #MODEL}.
     */
    GENERATE
}
