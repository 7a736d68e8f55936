package io.muster.validation.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.function.Supplier;

/** Opens connections: to one server, by sentinels, or to a cluster. */
final class Connector {
    private final AbstractRedisClient client;
    private final Supplier<Session> sessions;

    private Connector(AbstractRedisClient client, Supplier<Session> sessions) {
        this.client = client;
        this.sessions = sessions;
    }

    static Connector of(RedisClient client) {
        return new Connector(client, () -> {
            var connection = client.connect();
            return new Session(connection, connection.async(), false);
        });
    }

    static Connector of(RedisClusterClient client) {
        return new Connector(client, () -> {
            var connection = client.connect();
            return new Session(connection, connection.async(), true);
        });
    }

    /** A client of its own for this URL, whatever it leads to. */
    static Connector to(String url) {
        return LettuceUri.severalNodes(url)
                ? of(RedisClusterClient.create(LettuceUri.nodes(url)))
                : of(RedisClient.create(LettuceUri.parse(url)));
    }

    /** Waits for the connection, for as long as the client's own timeouts say. */
    Session connect() {
        return sessions.get();
    }

    /** From now on {@code listener} hears of the client's connections. */
    void listen(RedisConnectionStateListener listener) {
        client.addListener(listener);
    }

    /** Ends the client and all its connections. */
    void shutDown() {
        client.shutdown();
    }
}
