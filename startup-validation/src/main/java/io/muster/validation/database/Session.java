package io.muster.validation.database;

import io.muster.lifecycle.CheckContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection during one deep look: it reads, in one transaction that is rolled back, and no statement outlives the
 * look's time. Closing it leaves the connection as it was, and open. Not thread-safe.
 */
final class Session implements AutoCloseable {
    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final int MOST_SECONDS = 60;
    private static final String STATEMENT_TIMEOUT = "SELECT set_config('statement_timeout', ?, true)";

    private final Connection connection;
    private final CheckContext context;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final boolean handedOverReadOnly;
    private final boolean postgres;
    private final String product;
    private final String quote;
    private final KnownTables tables;
    private final int queryTimeout;
    private int networkTimeout = -1;
    private boolean forbidden;

    private Session(Connection connection, CheckContext context) throws SQLException {
        this.connection = connection;
        this.context = context;
        boundReads();
        queryTimeout = networkTimeout >= 0 ? -1 : queryTimeout();
        product = connection.getMetaData().getDatabaseProductName();
        postgres = product.equals("PostgreSQL");
        quote = connection.getMetaData().getIdentifierQuoteString();
        autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.rollback();
        }
        readOnly = connection.isReadOnly();
        // some drivers say of the database what they were told of the connection
        handedOverReadOnly = readOnly || connection.getMetaData().isReadOnly();
        tables = new KnownTables(postgres ? new PostgresCatalog(this) : new MetaDataCatalog(this));
    }

    static Session open(Connection connection, CheckContext context) throws SQLException {
        var session = new Session(connection, context);
        session.forbidWrites();
        connection.setAutoCommit(false);
        if (session.postgres) {
            // so that a statement that waits for a lock ends on the server's side, and before the read does
            long millis = Math.max(1, context.remaining().toMillis() * 4 / 5);
            session.one(STATEMENT_TIMEOUT, row -> true, String.valueOf(millis));
        }
        return session;
    }

    /**
     * Bounds each read, where the driver can; a query timeout waits for the server to confirm it, which a frozen one never
     * does.
     */
    private void boundReads() throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            int millis =
                    (int) Math.max(1, Math.min(Integer.MAX_VALUE, remaining().toMillis()));
            connection.setNetworkTimeout(Runnable::run, millis);
            if (connection.getNetworkTimeout() != 0 && networkTimeout < 0) {
                networkTimeout = before;
            }
        } catch (SQLFeatureNotSupportedException e) {
            networkTimeout = -1;
        }
    }

    /** To JDBC this is a hint, which SQLite's driver cannot take once it is connected. */
    private void forbidWrites() {
        try {
            connection.setReadOnly(true);
            forbidden = true;
        } catch (SQLException e) {
            // the look reads all the same, and is rolled back
            forbidden = false;
        }
    }

    private int queryTimeout() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.getQueryTimeout();
        }
    }

    private Duration remaining() throws SQLException {
        Duration left = context.remaining();
        if (left.isZero()) {
            throw new SQLTimeoutException("no time is left");
        }
        return left;
    }

    Connection connection() {
        return connection;
    }

    boolean postgres() {
        return postgres;
    }

    /** The database's name for itself. */
    String product() {
        return product;
    }

    /** Whether it was read-only before this session made it so. */
    boolean handedOverReadOnly() {
        return handedOverReadOnly;
    }

    KnownTables tables() {
        return tables;
    }

    /** The table's name for a statement. */
    String sql(TableName table) {
        return quoted(table.toString());
    }

    /** A piece of SQL with the database's own quotes in place of double ones. */
    String quoted(String sql) {
        return sql.replace("\"", quote);
    }

    /** The first row; empty when there is none. */
    <T> Optional<T> one(String sql, Row<T> reader, Object... parameters) throws SQLException {
        List<T> rows = query(sql, 1, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** Every row. */
    <T> List<T> all(String sql, Row<T> reader, Object... parameters) throws SQLException {
        return query(sql, 0, reader, parameters);
    }

    /** At most so many rows, or all for 0; no more are read. */
    <T> List<T> query(String sql, int atMost, Row<T> reader, Object... parameters) throws SQLException {
        if (networkTimeout >= 0) {
            boundReads();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (networkTimeout < 0) {
                statement.setQueryTimeout(
                        (int) Math.max(1, Math.min(MOST_SECONDS, remaining().toSeconds())));
            }
            statement.setMaxRows(atMost);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var rows = new ArrayList<T>();
            try (ResultSet result = statement.executeQuery()) {
                while ((atMost == 0 || rows.size() < atMost) && result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        }
    }

    /** Verifies one expectation; a statement of it that failed is undone first, so that the next one can run. */
    void verify(Expectation expectation, Findings findings) throws SQLException {
        Savepoint before = postgres ? connection.setSavepoint() : null;
        try {
            expectation.verify(this, findings);
        } catch (SQLException e) {
            if (before != null && !connection.isClosed()) {
                connection.rollback(before);
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        connection.rollback();
        connection.setAutoCommit(autoCommit);
        if (forbidden) {
            connection.setReadOnly(readOnly);
        }
        if (networkTimeout >= 0) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
            return;
        }
        // to some drivers it is the whole connection's
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(queryTimeout);
        }
    }
}
