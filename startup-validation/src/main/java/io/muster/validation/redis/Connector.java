package io.muster.validation.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.cluster.RedisClusterClient;

/** Opens connections: to one server, by sentinels, or to a cluster. */
interface Connector {
    /** Waits for the connection, for as long as the client's own timeouts say. */
    Session connect();

    /** From now on {@code listener} hears of the client's connections. */
    void listen(RedisConnectionStateListener listener);

    /** Ends the client and all its connections. */
    void shutDown();

    static Connector of(RedisClient client) {
        return new Connector() {
            @Override
            public Session connect() {
                var connection = client.connect();
                return new Session(connection, connection.async(), false);
            }

            @Override
            public void listen(RedisConnectionStateListener listener) {
                client.addListener(listener);
            }

            @Override
            public void shutDown() {
                client.shutdown();
            }
        };
    }

    static Connector of(RedisClusterClient client) {
        return new Connector() {
            @Override
            public Session connect() {
                var connection = client.connect();
                return new Session(connection, connection.async(), true);
            }

            @Override
            public void listen(RedisConnectionStateListener listener) {
                client.addListener(listener);
            }

            @Override
            public void shutDown() {
                client.shutdown();
            }
        };
    }

    /** A client of its own for this URL, whatever it leads to. */
    static Connector to(String url) {
        return LettuceUri.severalNodes(url)
                ? of(RedisClusterClient.create(LettuceUri.nodes(url)))
                : of(RedisClient.create(LettuceUri.parse(url)));
    }
}
