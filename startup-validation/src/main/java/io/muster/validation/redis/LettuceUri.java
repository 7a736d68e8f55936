package io.muster.validation.redis;

import io.lettuce.core.RedisURI;
import io.muster.validation.environment.RedisUrl;
import java.util.List;
import java.util.Optional;

/**
 * Says the URL of a Redis in Lettuce's terms.
 *
 * <p>{@code RedisURI.create} takes {@code my_redis:6380} for a host on port 6379, since a name with an underscore is no
 * host name to {@link java.net.URI}; names of Compose services have them. No message holds the URL.
 */
public final class LettuceUri {
    private static final int SENTINEL_PORT = 26_379;

    private LettuceUri() {}

    /** The same place and login; every option may still be set on what is returned. */
    @SuppressWarnings("exports") // whoever calls it has the library; requiring it of everybody would not compile
    public static RedisURI of(RedisUrl url) {
        return login(
                        RedisURI.builder()
                                .withHost(bare(url.host()))
                                .withPort(url.port())
                                .withDatabase(url.database())
                                .withSsl(url.tls()),
                        url)
                .build();
    }

    /**
     * One server, as {@code redis://user:password@host:6379/0} or {@code rediss://}, or the master that sentinels name, as
     * {@code redis-sentinel://user:password@host1:26379,host2:26379/0#master} or {@code rediss-sentinel://}. The login is
     * the master's.
     *
     * @throws IllegalArgumentException if it is none
     */
    @SuppressWarnings("exports") // as above
    public static RedisURI parse(String url) {
        Optional<String> plain = plainScheme(url);
        return plain.isPresent() ? sentinels(plain.get(), url) : of(RedisUrl.parse(url));
    }

    /**
     * The nodes of a cluster to begin with, as {@code redis://user:password@host1:6379,host2:6379}.
     *
     * @throws IllegalArgumentException if it is none
     */
    @SuppressWarnings("exports") // as above
    public static List<RedisURI> nodes(String url) {
        Parts parts = Parts.of(url);
        return parts.hosts().stream()
                .map(host -> of(RedisUrl.parse(parts.before() + host + parts.path())))
                .toList();
    }

    static boolean severalNodes(String url) {
        return plainScheme(url).isEmpty() && Parts.of(url).hosts().size() > 1;
    }

    private static Optional<String> plainScheme(String url) {
        if (url.startsWith("redis-sentinel://")) {
            return Optional.of("redis://");
        }
        return url.startsWith("rediss-sentinel://") ? Optional.of("rediss://") : Optional.empty();
    }

    private static RedisURI sentinels(String scheme, String url) {
        int hash = url.indexOf('#');
        if (hash < 0 || hash == url.length() - 1) {
            throw new IllegalArgumentException("the Redis URL names no master; end it with '#' and the master's name");
        }
        Parts parts = Parts.of(scheme + url.substring(url.indexOf("://") + 3, hash));
        RedisUrl first = RedisUrl.parse(parts.before() + parts.hosts().get(0) + parts.path());
        var uri = RedisURI.builder()
                .withSentinelMasterId(url.substring(hash + 1))
                .withDatabase(first.database())
                .withSsl(first.tls());
        for (String host : parts.hosts()) {
            RedisUrl sentinel = RedisUrl.parse(scheme + host);
            boolean ported = host.matches(".*:\\d+");
            uri.withSentinel(bare(sentinel.host()), ported ? sentinel.port() : SENTINEL_PORT);
        }
        return login(uri, first).build();
    }

    private static RedisURI.Builder login(RedisURI.Builder uri, RedisUrl url) {
        url.password().ifPresent(password -> {
            char[] word = password.reveal().toCharArray();
            if (url.user().isPresent()) {
                uri.withAuthentication(url.user().get(), word);
            } else {
                uri.withPassword(word);
            }
        });
        return uri;
    }

    private static String bare(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return bracketed ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * A URL in three pieces.
     *
     * @param before scheme and login
     * @param hosts hosts with or without ports
     * @param path from the slash on; empty for none
     */
    private record Parts(String before, List<String> hosts, String path) {
        static Parts of(String url) {
            int authority = url.indexOf("://") + 3;
            if (authority < 3) {
                return new Parts("", List.of(url), "");
            }
            int slash = url.indexOf('/', authority);
            int end = slash < 0 ? url.length() : slash;
            int at = url.lastIndexOf('@', end - 1);
            int host = at < authority ? authority : at + 1;
            List<String> hosts = List.of(url.substring(host, end).split(",", -1));
            return new Parts(url.substring(0, host), hosts, url.substring(end));
        }
    }
}
