package io.muster.validation.redis;

import io.lettuce.core.RedisURI;
import io.muster.validation.environment.RedisUrl;

/**
 * Says a {@link RedisUrl} in Lettuce's terms.
 *
 * <p>{@code RedisURI.create} takes {@code my_redis:6380} for a host on port 6379, since a name with an underscore is no
 * host name to {@link java.net.URI}; names of Compose services have them.
 */
public final class LettuceUri {
    private LettuceUri() {}

    /** The same place and login; every option may still be set on what is returned. */
    @SuppressWarnings("exports") // whoever calls it has the library; requiring it of everybody would not compile
    public static RedisURI of(RedisUrl url) {
        String host = url.host();
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        var uri = RedisURI.builder()
                .withHost(bracketed ? host.substring(1, host.length() - 1) : host)
                .withPort(url.port())
                .withDatabase(url.database())
                .withSsl(url.tls());
        url.password().ifPresent(password -> {
            char[] word = password.reveal().toCharArray();
            if (url.user().isPresent()) {
                uri.withAuthentication(url.user().get(), word);
            } else {
                uri.withPassword(word);
            }
        });
        return uri.build();
    }
}
