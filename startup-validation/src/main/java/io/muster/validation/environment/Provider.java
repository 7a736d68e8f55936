package io.muster.validation.environment;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who issued an API key, with the name that its variable has by convention.
 *
 * <p>Prefixes tell one provider's key from another's. They never reject an unknown shape: providers change theirs.
 */
public enum Provider {
    /** OpenAI: {@code OPENAI_API_KEY}. */
    OPENAI("OpenAI", "OPENAI_API_KEY", "sk-"),
    /** Anthropic: {@code ANTHROPIC_API_KEY}. */
    ANTHROPIC("Anthropic", "ANTHROPIC_API_KEY", "sk-ant-"),
    /** Google Gemini: {@code GEMINI_API_KEY}. */
    GEMINI("Google Gemini", "GEMINI_API_KEY", "AQ. AIza"),
    /** OpenRouter: {@code OPENROUTER_API_KEY}. */
    OPENROUTER("OpenRouter", "OPENROUTER_API_KEY", "sk-or-"),
    /** Groq: {@code GROQ_API_KEY}. */
    GROQ("Groq", "GROQ_API_KEY", "gsk_"),
    /** DeepSeek: {@code DEEPSEEK_API_KEY}; its prefix is OpenAI's. */
    DEEPSEEK("DeepSeek", "DEEPSEEK_API_KEY", "sk-"),
    /** xAI: {@code XAI_API_KEY}. */
    XAI("xAI", "XAI_API_KEY", "xai-"),
    /** Mistral: {@code MISTRAL_API_KEY}; its keys have no prefix. */
    MISTRAL("Mistral", "MISTRAL_API_KEY", ""),
    /** Cohere: {@code CO_API_KEY}; its keys have no prefix. */
    COHERE("Cohere", "CO_API_KEY", ""),
    /** Hugging Face: {@code HF_TOKEN}. */
    HUGGING_FACE("Hugging Face", "HF_TOKEN", "hf_ api_org_"),
    /** Resend: {@code RESEND_API_KEY}. */
    RESEND("Resend", "RESEND_API_KEY", "re_");

    /** No key of any provider is shorter. */
    static final int SHORTEST = 20;

    private final String title;
    private final String variable;
    /** What its keys begin with, separated by spaces; empty when that tells nothing. */
    private final String prefixes;

    Provider(String title, String variable, String prefixes) {
        this.title = title;
        this.variable = variable;
        this.prefixes = prefixes;
    }

    /** The name that people know it by. */
    public String title() {
        return title;
    }

    /** The conventional name of the variable that holds its key. */
    public String variable() {
        return variable;
    }

    /** What is unusual about a key of this provider, to complete "NAME ...". Never an error: providers change theirs. */
    Optional<String> oddity(String key) {
        if (!prefixes.isEmpty() && longest(key) == 0) {
            return Optional.of("does not begin as keys of " + title + " do");
        }
        if (key.length() < SHORTEST) {
            return Optional.of("is shorter than any known key of " + title);
        }
        if (this == OPENAI && key.startsWith("sk-admin-")) {
            return Optional.of("is a key for administration, which opens no models");
        }
        if (this == GEMINI && key.startsWith("AIza")) {
            return Optional.of("is a key of the kind that Google replaces by AQ. keys");
        }
        return Optional.empty();
    }

    /** The provider with the longest prefix that the key begins with; of two with the same prefix, the first. */
    static Optional<Provider> of(String key) {
        return Stream.of(values())
                .filter(provider -> provider.longest(key) > 0)
                .max(Comparator.<Provider>comparingInt(provider -> provider.longest(key))
                        .thenComparing(Comparator.reverseOrder()));
    }

    /** The length of the longest prefix of this provider that the key begins with; 0 when it begins with none. */
    int longest(String key) {
        return Stream.of(prefixes.split(" "))
                .filter(key::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
