package io.muster.validation.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import io.muster.lifecycle.HealthResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What can be known of a HikariCP pool. The one class that touches HikariCP, loaded only where it is. */
final class Pool {
    private final HikariDataSource source;

    private Pool(HikariDataSource source) {
        this.source = source;
    }

    /** The pool behind {@code source}; null when it is another pool or none. */
    static @Nullable Pool of(DataSource source) throws SQLException {
        if (source instanceof HikariDataSource hikari) {
            return new Pool(hikari);
        }
        return source.isWrapperFor(HikariDataSource.class) ? new Pool(source.unwrap(HikariDataSource.class)) : null;
    }

    /**
     * A connection past the pool, whose retries would hide why a login fails; empty when the pool knows no URL. The login
     * is bounded for the drivers that can be told so.
     */
    Optional<Connection> direct(Duration remaining) throws SQLException {
        String url = source.getJdbcUrl();
        if (url == null) {
            return Optional.empty();
        }
        var properties = new Properties();
        long seconds = Math.max(1, remaining.toSeconds());
        if (url.startsWith("jdbc:postgresql:")) {
            properties.setProperty("loginTimeout", String.valueOf(seconds));
            properties.setProperty("connectTimeout", String.valueOf(seconds));
            properties.setProperty("socketTimeout", String.valueOf(seconds));
        } else if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            properties.setProperty("connectTimeout", String.valueOf(seconds * 1_000));
        }
        source.getDataSourceProperties()
                .forEach((key, value) -> properties.setProperty(String.valueOf(key), String.valueOf(value)));
        set(properties, "user", source.getUsername());
        set(properties, "password", source.getPassword());
        return Optional.of(DriverManager.getConnection(url, properties));
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    /** A connection of the pool, waiting no longer than {@code atMost} and no longer than the pool itself would. */
    Connection borrow(Duration atMost) throws SQLException {
        long millis = Math.max(1, Math.min(atMost.toMillis(), source.getConnectionTimeout()));
        return source.getHikariPoolMXBean() instanceof HikariPool pool
                ? pool.getConnection(millis)
                : source.getConnection();
    }

    /** Whether every connection that the pool may have is in use. */
    boolean exhausted() {
        HikariPoolMXBean figures = source.getHikariPoolMXBean();
        return figures != null
                && figures.getIdleConnections() == 0
                && figures.getActiveConnections() >= source.getMaximumPoolSize();
    }

    /** Says so, with the figures. */
    String exhaustion() {
        HikariPoolMXBean figures = source.getHikariPoolMXBean();
        int waiting = figures == null ? 0 : figures.getThreadsAwaitingConnection();
        return "all " + source.getMaximumPoolSize() + " connections of the pool are in use, " + waiting
                + " more are waited for; find what holds them, or raise the pool's maximum";
    }

    HealthResult describe(HealthResult result) {
        HikariPoolMXBean figures = source.getHikariPoolMXBean();
        return figures == null
                ? result
                : result.with("pool.size", figures.getTotalConnections())
                        .with("pool.checked_in", figures.getIdleConnections())
                        .with("pool.checked_out", figures.getActiveConnections());
    }
}
