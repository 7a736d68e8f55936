package io.muster.validation.llm;

/** The header that carries the key: never the URL, which ends up in logs. */
enum KeyHeader {
    BEARER("Authorization", "Bearer "),
    X_API_KEY("x-api-key", ""),
    X_GOOG_API_KEY("x-goog-api-key", ""),
    API_KEY("api-key", "");

    private final String header;
    private final String prefix;

    KeyHeader(String header, String prefix) {
        this.header = header;
        this.prefix = prefix;
    }

    String header() {
        return header;
    }

    String value(String key) {
        return prefix + key;
    }
}
