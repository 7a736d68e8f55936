package io.muster.validation.database;

import com.zaxxer.hikari.HikariCredentialsProvider;
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
    private static final int LOGIN_SECONDS = 10;

    private record Login(@Nullable String user, @Nullable String password) {}

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
     * A connection past the pool, whose retries would hide why a login fails and repeat a wrong password; empty when the
     * pool cannot be passed. The login is bounded for the drivers that can be told so.
     */
    Optional<Connection> direct() throws SQLException {
        if (source.getJdbcUrl() != null) {
            return Optional.of(DriverManager.getConnection(source.getJdbcUrl(), properties(source.getJdbcUrl())));
        }
        DataSource inner = source.getHikariPoolMXBean() instanceof HikariPool pool
                ? pool.getUnwrappedDataSource()
                : source.getDataSource();
        return inner == null ? Optional.empty() : Optional.of(connect(inner));
    }

    private Connection connect(DataSource inner) throws SQLException {
        Login login = login();
        return login.user() == null ? inner.getConnection() : inner.getConnection(login.user(), login.password());
    }

    /** Releases before 7 have no provider that hands out credentials. */
    private Login login() {
        try {
            HikariCredentialsProvider provider = source.getCredentialsProvider();
            if (provider != null) {
                var credentials = provider.getCredentials();
                return new Login(credentials.getUsername(), credentials.getPassword());
            }
        } catch (NoSuchMethodError e) {
            // the pool's own user and password, then
        }
        return new Login(source.getUsername(), source.getPassword());
    }

    private Properties properties(String url) {
        var properties = new Properties();
        if (url.startsWith("jdbc:postgresql:")) {
            properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
            properties.setProperty("connectTimeout", String.valueOf(LOGIN_SECONDS));
            properties.setProperty("socketTimeout", String.valueOf(LOGIN_SECONDS));
        } else if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            properties.setProperty("connectTimeout", String.valueOf(LOGIN_SECONDS * 1_000));
        }
        source.getDataSourceProperties()
                .forEach((key, value) -> properties.setProperty(String.valueOf(key), String.valueOf(value)));
        Login login = login();
        set(properties, "user", login.user());
        set(properties, "password", login.password());
        return properties;
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    /** Whether it has begun; before, the first to ask has it connect and waits for as long as it is configured to. */
    boolean started() {
        return source.getHikariPoolMXBean() instanceof HikariPool;
    }

    /** A connection of the pool, waiting no longer than {@code atMost} and no longer than the pool itself would. */
    Connection borrow(Duration atMost) throws SQLException {
        long millis = Math.max(1, Math.min(atMost.toMillis(), source.getConnectionTimeout()));
        return source.getHikariPoolMXBean() instanceof HikariPool pool
                ? pool.getConnection(millis)
                : source.getConnection();
    }

    /** Closes the connection when it comes back, instead of handing it out again. */
    void evict(Connection connection) {
        source.evictConnection(connection);
    }

    /** The most connections that it may have. */
    int maximum() {
        return source.getMaximumPoolSize();
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
