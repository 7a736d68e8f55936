package io.muster.samples.orders;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.muster.lifecycle.StartContext;
import io.muster.validation.environment.DatabaseUrl;
import io.muster.validation.environment.RedisUrl;
import io.muster.validation.redis.LettuceUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;

/** Opens what the service keeps connections to. */
final class Connections {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String SCHEMA = schema();

    private Connections() {}

    /** A pool of connections to a database that has its tables: who gets it may use them. */
    static HikariDataSource database(DatabaseUrl url, StartContext context) throws SQLException {
        var pool = new HikariDataSource(poolOf(url));
        context.onCancel(pool::close);
        context.progress("creating what its schema lacks");
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(SCHEMA);
            connection.commit();
            return pool;
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig poolOf(DatabaseUrl url) {
        var config = new HikariConfig();
        config.setPoolName("orders");
        config.setJdbcUrl(url.jdbcUrl());
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(password -> config.setPassword(password.reveal()));
        config.setMaximumPoolSize(10);
        config.setConnectionTimeout(TIMEOUT.toMillis());
        // one attempt: what comes after a failure is the lifecycle's to say
        config.setInitializationFailTimeout(1);
        config.addDataSourceProperty("connectTimeout", TIMEOUT.toSeconds());
        config.addDataSourceProperty("loginTimeout", TIMEOUT.toSeconds());
        config.addDataSourceProperty("socketTimeout", 2 * TIMEOUT.toSeconds());
        return config;
    }

    /** A client that connects on demand and says at once when there is no connection. */
    static RedisClient redis(RedisUrl url) {
        RedisURI uri = LettuceUri.of(url);
        uri.setTimeout(TIMEOUT);
        var client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .build());
        return client;
    }

    private static String schema() {
        try (var resource = Connections.class.getResourceAsStream("/schema.sql")) {
            return new String(requireNonNull(resource, "schema.sql").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
