package io.muster.validation.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.lifecycle.StartContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32;

/** An advisory lock of PostgreSQL, held by a connection of its own until that is closed. Not thread-safe. */
final class SchemaLock implements AutoCloseable {
    /** Ours among the advisory locks of a database. */
    private static final int SPACE = 0x6d757374;

    private final String name;
    private final Connection connection;
    private final StartContext context;

    private SchemaLock(String name, Connection connection, StartContext context) {
        this.name = name;
        this.connection = connection;
        this.context = context;
    }

    static SchemaLock of(String name, Access access, StartContext context) throws SQLException, InterruptedException {
        try {
            var lock = new SchemaLock(name, access.logIn(context.remaining()), context);
            context.onCancel(lock::abort);
            return lock;
        } catch (SQLException e) {
            throw SqlFindings.failed(SqlFindings.classify(e), e);
        }
    }

    /** A read from a socket answers no interrupt. */
    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is closed already
        }
    }

    /** Returns when the lock is held; at once where there are no such locks. */
    void await() throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return;
        }
        connection.setAutoCommit(true);
        if (!ask("SELECT pg_try_advisory_lock(?, ?)")) {
            context.progress("waits for another instance that migrates");
            connection.setNetworkTimeout(Runnable::run, 0);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "SET lock_timeout = " + Math.max(1, context.remaining().toMillis()));
            }
            ask("SELECT pg_advisory_lock(?, ?) IS NOT NULL");
        }
    }

    private boolean ask(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, SPACE);
            statement.setInt(2, key());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** The same on every JVM. */
    private int key() {
        var sum = new CRC32();
        sum.update(name.getBytes(UTF_8));
        return (int) sum.getValue();
    }

    /** Where the connection goes back to a pool, the lock must not go with it. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.abort(Runnable::run);
        }
        connection.close();
    }
}
