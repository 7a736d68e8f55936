package io.muster.validation.llm;

/** What a model is for. */
enum Use {
    CHAT("model"),
    EMBEDDING("embedding model");

    private final String words;

    Use(String words) {
        this.words = words;
    }

    /** As people call a model of this use. */
    String words() {
        return words;
    }
}
