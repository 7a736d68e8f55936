package io.muster.validation.database;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Whether a database can be used. Immutable: each call returns a changed copy. Thread-safe.
 *
 * <pre>{@code
 * DatabaseCheck.of(pool)
 *         .tables("orders", "catalog")
 *         .rows("catalog", 1)
 *         .extension("vector", "0.5.0")
 *         .vector("chunks", "embedding", 1536)
 *         .migrations(Migrations.flyway("12"))
 * }</pre>
 *
 * <p>While the service runs it borrows one connection and asks whether it is valid. During the start it also logs in
 * once past a HikariCP pool, so that a refused password is known at once and not repeated by the pool, says who is
 * connected to what, and looks at all that was named, in one read-only transaction. It reports everything that is
 * wrong, not the first thing; what does not end a start is a warning of the startup report.
 *
 * <p>PostgreSQL is asked through its own catalog; any other database through what every JDBC driver offers. A login
 * goes on in the background when its time is up, and the next run waits for the same one.
 */
public final class DatabaseCheck implements HealthCheck {
    private static final int MOST_ROWS = 10_000;

    private final Access access;
    private final Set<Expectation> expectations;

    private DatabaseCheck(Access access, Collection<Expectation> expectations) {
        this.access = access;
        this.expectations = new LinkedHashSet<>(expectations);
    }

    /** Login, identity and validity, and nothing else. */
    public static DatabaseCheck of(DataSource source) {
        var access = new Access(requireNonNull(source, "data source"));
        return new DatabaseCheck(access, List.of(new Identity(), new Standing(false)));
    }

    private DatabaseCheck with(Expectation expectation) {
        var all = new LinkedHashSet<>(expectations);
        all.add(expectation);
        return new DatabaseCheck(access, all);
    }

    /**
     * These tables must exist, and the user must be allowed to read them.
     *
     * @param names SQL names with or without schema; in double quotes where case counts
     */
    public DatabaseCheck tables(String... names) {
        return with(new Tables(Stream.of(names).map(TableName::of).toList()));
    }

    /** The user must have these rights to the table. */
    public DatabaseCheck rights(String table, Right first, Right... others) {
        return with(new Rights(TableName.of(table), EnumSet.of(first, others)));
    }

    /** The table must have these columns; in double quotes where case counts. */
    public DatabaseCheck columns(String table, String... names) {
        return with(new Columns(
                TableName.of(table),
                Stream.of(names)
                        .map(name -> TableName.identifier(name, "column"))
                        .toList()));
    }

    /** The table must hold at least so many rows, 1 to 10000; no more than that are read. */
    public DatabaseCheck rows(String table, int atLeast) {
        if (atLeast < 1 || atLeast > MOST_ROWS) {
            throw new IllegalArgumentException("'" + table + "': rows must be between 1 and 10000: " + atLeast);
        }
        return with(new Rows(TableName.of(table), atLeast));
    }

    /**
     * A query must give a row: for what the other calls do not know.
     *
     * @param what what the row proves, as the subject of the finding when there is none
     * @param query SQL that reads; never put together from what others wrote
     */
    public DatabaseCheck row(String what, String query) {
        return with(new ExpectedRow(requireNonNull(what, "what"), requireNonNull(query, "query")));
    }

    /** The PostgreSQL extension must be created in this database and within the user's reach. */
    public DatabaseCheck extension(String name) {
        return extension(name, Optional.empty());
    }

    /** As {@link #extension(String)}, and not older than {@code version}. */
    public DatabaseCheck extension(String name, String version) {
        return extension(name, Optional.of(Version.of(version)));
    }

    private DatabaseCheck extension(String name, Optional<Version> atLeast) {
        if (name.equalsIgnoreCase("pgvector")) {
            throw new IllegalArgumentException("'" + name + "' is called vector as an extension");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,63}")) {
            throw new IllegalArgumentException("'" + name + "' is no extension name");
        }
        return with(new Extension(name, atLeast));
    }

    /** The column must take pgvector's vectors of this dimension, which is that of the embedding model. */
    public DatabaseCheck vector(String table, String column, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("'" + column + "': the dimension must be positive: " + dimension);
        }
        return with(new VectorColumn(TableName.of(table), TableName.identifier(column, "column"), dimension));
    }

    /** The migration tool must have brought the schema as far as the service needs it. */
    public DatabaseCheck migrations(Migrations migrations) {
        return with(migrations.expectation());
    }

    /** The service writes: a replica, or a database that is read-only, will not do. */
    public DatabaseCheck writable() {
        return with(new Standing(true));
    }

    /** The connection must be encrypted. Without this, only a plain one over a public network is warned of. */
    public DatabaseCheck encrypted() {
        return with(new Encrypted());
    }

    /** The server's major version must be at least this. */
    public DatabaseCheck version(int atLeast) {
        return with(new ServerVersion(atLeast));
    }

    /**
     * Warns when the server does not have so many connections to spare.
     *
     * @param total what all instances of the service may open together: instances times processes times the pool's
     *     maximum
     */
    public DatabaseCheck connections(int total) {
        if (total < 1) {
            throw new IllegalArgumentException("connections must be positive: " + total);
        }
        return with(new ConnectionBudget(total));
    }

    @Override
    public HealthResult check(CheckContext context) throws Exception {
        return context.starting() ? new DeepLook(access, context).verify(expectations) : quick(context);
    }

    private HealthResult quick(CheckContext context) throws SQLException, InterruptedException {
        Duration before = context.remaining();
        HealthResult result = access.ask(context);
        Duration response = before.minus(context.remaining());
        return access.describe(result.with("response_time_ms", response.toMillis()));
    }
}
