package io.muster.validation.environment;

import java.net.URI;

/**
 * What diagnosis may show of a value: all of one that cannot hide a secret, such as a number, and where a URL leads. Of any
 * other text only the length, since people put secrets everywhere.
 */
final class Shown {
    private Shown() {}

    static <T> String of(Type<T> type, T value, Origin origin) {
        if (type.isSecret()) {
            return "";
        }
        if (type.isOrdered() || value instanceof Boolean || value instanceof Enum) {
            return type.print(value);
        }
        if (value instanceof DatabaseUrl url) {
            return url.toString();
        }
        if (value instanceof RedisUrl url) {
            return (url.tls() ? "rediss://" : "redis://") + url.host() + ":" + url.port() + "/" + url.database();
        }
        if (value instanceof URI url && url.getHost() != null) {
            return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        }
        int length = origin.said() ? origin.length() : type.print(value).length();
        return length + (length == 1 ? " character" : " characters");
    }
}
