package io.muster.validation.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open connection and what can be asked over it. Thread-safe. */
final class Session {
    private final StatefulConnection<String, String> connection;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final boolean cluster;
    private final AtomicBoolean closed = new AtomicBoolean();

    Session(
            StatefulConnection<String, String> connection,
            RedisClusterAsyncCommands<String, String> commands,
            boolean cluster) {
        this.connection = connection;
        this.commands = commands;
        this.cluster = cluster;
    }

    /** The commands that one server and a cluster have in common. */
    RedisClusterAsyncCommands<String, String> commands() {
        return commands;
    }

    /** Whether a cluster is at the other end. */
    boolean cluster() {
        return cluster;
    }

    boolean open() {
        return !closed.get() && connection.isOpen();
    }

    /** Whether this is the connection that it uses. */
    boolean uses(Object other) {
        return connection == other;
    }

    /** Ends it, without waiting: on the client's own thread that would be for ever. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            connection.closeAsync().exceptionally(failed -> null);
        }
    }
}
