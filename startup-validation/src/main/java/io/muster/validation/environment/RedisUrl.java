package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a Redis is and who logs in. Immutable; it prints without the password.
 *
 * @param tls whether the connection is encrypted: {@code rediss://}
 * @param host a name or an address; IPv6 in brackets
 * @param port the port; 6379 when the URL has none
 * @param database the number of the database; 0 when the URL has none
 * @param user the user, when the URL has one
 * @param password the password, when the URL has one
 */
public record RedisUrl(
        boolean tls, String host, int port, int database, Optional<String> user, Optional<Secret> password) {

    /** Refuses nulls. */
    public RedisUrl {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none; the message does not hold it
     */
    public static RedisUrl parse(String url) {
        try {
            return read(url);
        } catch (Rejected e) {
            throw new IllegalArgumentException("the Redis URL " + e.message() + "; " + e.fix(), e);
        }
    }

    static RedisUrl read(String text) throws Rejected {
        ConnectionUrl url = ConnectionUrl.parse(text);
        boolean tls = url.scheme().equals("rediss");
        if (!tls && !url.scheme().equals("redis")) {
            throw Rejected.malformed("has neither scheme redis nor rediss", "begin it with redis:// or rediss://");
        }
        if (url.user().isPresent() && url.password().isEmpty()) {
            throw Rejected.malformed("has a user and no password", "write //:password@host, or //user:password@host");
        }
        return new RedisUrl(tls, url.host(), url.port().orElse(6379), database(url.path()), url.user(), url.password());
    }

    private static int database(String path) throws Rejected {
        if (path.isEmpty()) {
            return 0;
        }
        if (path.length() > 5 || !path.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Rejected.malformed("has no number where its database should be", "end it with /0, for one");
        }
        return Integer.parseInt(path);
    }

    /** The whole URL with user and password, for a client that takes one; Lettuce is better given the parts. */
    public Secret url() {
        String login = password.map(
                        secret -> user.map(RedisUrl::encode).orElse("") + ":" + encode(secret.reveal()) + "@")
                .orElse("");
        return Secret.of((tls ? "rediss://" : "redis://") + login + host + ":" + port + "/" + database);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
