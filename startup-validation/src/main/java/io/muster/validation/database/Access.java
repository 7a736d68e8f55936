package io.muster.validation.database;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The ways to a connection, each bounded, and what their failures mean. Thread-safe. */
final class Access {
    private static final int MOST_SECONDS = 60;

    private final DataSource source;
    private final Connecting plain;
    private final Connecting past;
    private volatile boolean known;
    private volatile @Nullable Pool pool;

    Access(DataSource source) {
        this.source = source;
        this.plain = new Connecting(source::getConnection);
        this.past = new Connecting(this::direct);
    }

    /** The HikariCP pool behind the data source; null when it is another pool or none. */
    @Nullable
    Pool pool() throws SQLException {
        if (!known) {
            pool = Pools.of(source);
            known = true;
        }
        return pool;
    }

    private Connection direct() throws SQLException {
        Pool passed = pool();
        if (passed == null) {
            return source.getConnection();
        }
        var connection = passed.direct();
        return connection.isPresent() ? connection.get() : source.getConnection();
    }

    /** A connection past a pool whose retries would hide why a login fails, or else one as any other. */
    Connection logIn(Duration timeout) throws SQLException, InterruptedException {
        return past.within(timeout);
    }

    /** A connection as the service gets it. */
    Connection borrow(CheckContext context) throws SQLException, InterruptedException {
        // leaves a fifth of the time for the answer, so that it is ours and not a timeout's
        return borrow(context.remaining().multipliedBy(4).dividedBy(5));
    }

    private Connection borrow(Duration timeout) throws SQLException, InterruptedException {
        Pool borrowed = pool();
        return borrowed != null && borrowed.started() ? borrowed.borrow(timeout) : plain.within(timeout);
    }

    /**
     * Whether one connection is valid. A pool does not look at what it used a moment ago, so that it may hand out what the
     * server has ended: such a one is thrown away, and the next is asked.
     */
    HealthResult ask(CheckContext context) throws SQLException, InterruptedException {
        Pool asked = pool();
        int others = asked == null ? 0 : asked.maximum();
        try {
            while (true) {
                // leaves time for a login past a pool that gives none
                try (Connection connection = borrow(context.remaining().dividedBy(2))) {
                    if (connection.isValid(seconds(context.remaining()))) {
                        return HealthResult.up();
                    }
                    if (asked == null || others == 0 || context.remaining().isZero()) {
                        return HealthResult.down(Failure.UNAVAILABLE, "its connection is no longer valid");
                    }
                    asked.evict(connection);
                    others--;
                }
            }
        } catch (SQLException e) {
            return down(e, context.remaining());
        }
    }

    private static int seconds(Duration remaining) {
        return (int) Math.max(1, Math.min(MOST_SECONDS, remaining.toSeconds()));
    }

    /** What a failure to borrow says while the service runs. */
    private HealthResult down(SQLException e, Duration left) throws SQLException, InterruptedException {
        SQLException met = exhausted(e) ? unanswered(left) : e;
        if (met == null) {
            return HealthResult.down(Failure.OVERLOADED, exhaustion());
        }
        Failure failure = classify(met);
        return HealthResult.down(failure, SqlFindings.words(failure, met));
    }

    /**
     * Why the database is dead behind a pool whose connections are all in use, since those are in use for ever then; null
     * when it is not. A login tells, in what is left of the time.
     */
    private @Nullable SQLException unanswered(Duration left) throws InterruptedException {
        try {
            logIn(left.multipliedBy(4).dividedBy(5)).close();
            return null;
        } catch (SQLException e) {
            Failure failure = classify(e);
            return failure == Failure.TIMEOUT || failure == Failure.UNAVAILABLE ? e : null;
        }
    }

    /** What a failure to borrow says during the start. */
    FailureException failed(SQLException e) throws SQLException {
        if (exhausted(e)) {
            return SqlFindings.thrown(
                    Finding.error(Failure.OVERLOADED, "database", exhaustion()).code("DB-106"), e);
        }
        return SqlFindings.failed(classify(e), e);
    }

    /** A pool that gave up without a reason has waited for a server that says nothing, if it is not exhausted. */
    private static Failure classify(SQLException e) {
        Failure failure = SqlFindings.classify(e);
        return failure == Failure.OVERLOADED && e.getSQLState() == null && e.getCause() == null
                ? Failure.TIMEOUT
                : failure;
    }

    /** A pool with nothing left is told from a database with nothing to say. */
    private boolean exhausted(SQLException e) throws SQLException {
        Pool asked = pool();
        Failure failure = SqlFindings.classify(e);
        return asked != null
                && (failure == Failure.OVERLOADED || failure == Failure.TIMEOUT)
                && e.getCause() == null
                && asked.exhausted();
    }

    private String exhaustion() throws SQLException {
        Pool asked = pool();
        return asked == null ? "" : asked.exhaustion();
    }

    /** Adds the pool's figures, where there is a pool that has any. */
    HealthResult describe(HealthResult result) throws SQLException {
        Pool described = pool();
        return described == null ? result : described.describe(result);
    }
}
