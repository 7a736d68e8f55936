package io.muster.benchmarks;

import io.muster.samples.servers.PostgresServer;
import io.muster.samples.servers.RedisServer;
import java.util.List;

/** A real PostgreSQL and a real Redis, behind every service that is measured. */
record Backends(PostgresServer postgres, RedisServer redis) implements AutoCloseable {
    static Backends start() {
        PostgresServer postgres = PostgresServer.start();
        try {
            return new Backends(postgres, RedisServer.start());
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** What {@link Clients#of} needs to know in another process. */
    List<String> arguments() {
        return List.of(postgres.jdbcUrl(), postgres.user(), postgres.password(), redis.url());
    }

    @Override
    public void close() {
        postgres.close();
        redis.close();
    }
}
