package io.muster.spring.environment;

import io.muster.validation.environment.Type;

/** The types that properties can name. */
enum VariableType {
    /** Text without rules of its own. */
    TEXT(Type.TEXT),
    /** Text that no report shows, and that no placeholder of a template may be. */
    SECRET(Type.SECRET),
    /** A key of an API. */
    API_KEY(Type.apiKey()),
    /** A whole number. */
    INTEGER(Type.LONG),
    /** A number with a decimal point. */
    DECIMAL(Type.DECIMAL),
    /** True or false, yes or no, on or off, 1 or 0. */
    BOOL(Type.BOOL),
    /** Such as 250ms, 30s or PT30S. */
    DURATION(Type.DURATION),
    /** A number of bytes, such as 64KB. */
    SIZE(Type.SIZE),
    /** 1 to 65535. */
    PORT(Type.PORT),
    /** A host name or address. */
    HOST(Type.HOST),
    /** An absolute URL with a host. */
    URL(Type.URL),
    /** The URL of a database, such as postgresql://user:password@host:5432/name. */
    DATABASE_URL(Type.DATABASE_URL),
    /** The URL of a Redis, such as redis://:password@host:6379/0. */
    REDIS_URL(Type.REDIS_URL),
    /** An address for mail. */
    EMAIL(Type.EMAIL),
    /** The path of a file or folder. */
    PATH(Type.PATH),
    /** A UUID. */
    UUID(Type.UUID_TEXT);

    @SuppressWarnings("ImmutableEnumChecker") // a type is immutable, and says so in words
    private final Type<?> type;

    VariableType(Type<?> type) {
        this.type = type;
    }

    Type<?> type() {
        return type;
    }
}
