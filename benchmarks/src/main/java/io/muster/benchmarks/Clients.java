package io.muster.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a service has to reach its backends with, all as it is by default.
 *
 * @param pool of PostgreSQL
 * @param redis the client
 * @param connection one of it, shared
 */
public record Clients(HikariDataSource pool, RedisClient redis, StatefulRedisConnection<String, String> connection) {
    private static final int ARGUMENTS = 4;

    /** Of {@link Backends#arguments}; empty when there are none. */
    static Optional<Clients> of(List<String> arguments) {
        if (arguments.size() != ARGUMENTS) {
            return Optional.empty();
        }
        var config = new HikariConfig();
        config.setJdbcUrl(arguments.get(0));
        config.setUsername(arguments.get(1));
        config.setPassword(arguments.get(2));
        RedisClient redis = RedisClient.create(arguments.get(3));
        return Optional.of(new Clients(new HikariDataSource(config), redis, redis.connect()));
    }

    /** As Spring Boot's indicator of data sources does it. */
    public boolean databaseAnswers() {
        try (Connection borrowed = pool.getConnection()) {
            return borrowed.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether Redis answers a ping. */
    public boolean redisAnswers() {
        return connection.sync().ping().equals("PONG");
    }
}
