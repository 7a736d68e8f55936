package io.muster.validation.database;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database can be used. Immutable: each call returns a changed copy. Thread-safe.
 *
 * <p>While the service runs it borrows one connection and asks whether it is valid. During the start it also logs in
 * once past a HikariCP pool, so that a refused password is known at once and not hidden behind the pool's retries, and
 * looks at the tables that were named.
 *
 * <p>A driver that hangs in a socket read answers no interrupt: the timeout of whoever asks bounds that.
 */
public final class DatabaseCheck implements HealthCheck {
    private final DataSource source;
    private final Tables tables;

    private DatabaseCheck(DataSource source, Tables tables) {
        this.source = source;
        this.tables = tables;
    }

    /** Login and validity, and nothing else. */
    public static DatabaseCheck of(DataSource source) {
        return new DatabaseCheck(requireNonNull(source, "data source"), new Tables(List.of(), Map.of()));
    }

    /**
     * During the start these tables must exist and the user must be allowed to read them.
     *
     * @param names SQL names with or without schema; in double quotes where case counts
     */
    public DatabaseCheck tables(String... names) {
        var all = new ArrayList<>(tables.names());
        for (String name : names) {
            if (!all.contains(Tables.requireName(name))) {
                all.add(name);
            }
        }
        return new DatabaseCheck(source, new Tables(List.copyOf(all), tables.rows()));
    }

    /** During the start this table must hold at least so many rows; no more than that are read. */
    public DatabaseCheck rows(String table, int atLeast) {
        if (atLeast < 1 || atLeast > 10_000) {
            throw new IllegalArgumentException("'" + table + "': rows must be between 1 and 10000: " + atLeast);
        }
        var all = new LinkedHashMap<>(tables.rows());
        all.put(Tables.requireName(table), atLeast);
        return new DatabaseCheck(source, new Tables(tables.names(), all)).tables(table);
    }

    @Override
    public HealthResult check(CheckContext context) throws Exception {
        Pool pool = Pools.of(source);
        return context.starting() ? deep(context, pool) : quick(context, pool);
    }

    private HealthResult deep(CheckContext context, @Nullable Pool pool) {
        try {
            if (pool != null) {
                logInPast(pool, context.remaining());
            }
            Duration before = context.remaining();
            try (Connection connection = borrow(pool, context)) {
                Duration response = before.minus(context.remaining());
                int queryTimeout = boundReads(connection, context.remaining());
                List<Finding> problems = tables.problems(connection, queryTimeout);
                if (!problems.isEmpty()) {
                    throw new FailureException("the database lacks what the service needs", problems);
                }
                HealthResult result = named(described(HealthResult.up(), response, pool), connection);
                rollBack(connection);
                return result;
            }
        } catch (SQLException e) {
            throw Login.failed(e);
        }
    }

    /**
     * Bounds each read, where the driver can; a query timeout waits for the server to confirm it, which a frozen one never
     * does. Returns the query timeout in seconds that is still needed; 0 for none.
     */
    private static int boundReads(Connection connection, Duration remaining) throws SQLException {
        try {
            int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, remaining.toMillis()));
            connection.setNetworkTimeout(Runnable::run, millis);
            return connection.getNetworkTimeout() == 0 ? seconds(remaining) : 0;
        } catch (SQLFeatureNotSupportedException e) {
            return seconds(remaining);
        }
    }

    private static int seconds(Duration remaining) {
        return (int) Math.max(1, Math.min(60, remaining.toSeconds()));
    }

    private static void logInPast(Pool pool, Duration remaining) throws SQLException {
        var connection = pool.direct(remaining);
        if (connection.isPresent()) {
            connection.get().close();
        }
    }

    private HealthResult quick(CheckContext context, @Nullable Pool pool) {
        Duration before = context.remaining();
        try (Connection connection = borrow(pool, context)) {
            boolean valid = connection.isValid(seconds(context.remaining()));
            Duration response = before.minus(context.remaining());
            HealthResult result = valid
                    ? HealthResult.up()
                    : HealthResult.down(Failure.UNAVAILABLE, "its connection is no longer valid");
            return described(result, response, pool);
        } catch (SQLException e) {
            Duration response = before.minus(context.remaining());
            return described(down(e, pool), response, pool);
        }
    }

    /** A pool with nothing left is told from a database with nothing to say. */
    private static HealthResult down(SQLException e, @Nullable Pool pool) {
        Failure failure = Login.classify(e);
        if (pool != null && pool.exhausted() && (failure == Failure.OVERLOADED || failure == Failure.TIMEOUT)) {
            return HealthResult.down(Failure.OVERLOADED, pool.exhaustion());
        }
        return HealthResult.down(failure, Login.words(failure, e));
    }

    private Connection borrow(@Nullable Pool pool, CheckContext context) throws SQLException {
        // leaves a fifth of the time for the answer, so that it is ours and not a timeout's
        return pool == null
                ? source.getConnection()
                : pool.borrow(context.remaining().multipliedBy(4).dividedBy(5));
    }

    private static HealthResult described(HealthResult result, Duration response, @Nullable Pool pool) {
        HealthResult timed = result.with("response_time_ms", response.toMillis());
        return pool == null ? timed : pool.describe(timed);
    }

    private static HealthResult named(HealthResult result, Connection connection) throws SQLException {
        String database = connection.getCatalog();
        String user = connection.getMetaData().getUserName();
        HealthResult named = database == null ? result : result.with("database", database);
        return user == null ? named : named.with("user", user);
    }

    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
