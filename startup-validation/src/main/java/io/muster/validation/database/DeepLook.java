package io.muster.validation.database;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.StartContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is done during the start: a login, then everything that the service expects, each failure by itself. */
final class DeepLook {
    private final Access access;
    private final CheckContext context;
    private final Findings findings = new Findings();
    private final AtomicReference<@Nullable Connection> inUse = new AtomicReference<>();

    DeepLook(Access access, CheckContext context) {
        this.access = access;
        this.context = context;
        if (context instanceof StartContext start) {
            start.onCancel(this::abort);
        }
    }

    HealthResult verify(Collection<Expectation> expectations) throws SQLException, InterruptedException {
        try {
            if (access.pool() != null) {
                access.logIn(context.remaining()).close();
            }
            Duration before = context.remaining();
            try (Connection connection = borrow()) {
                Duration response = before.minus(context.remaining());
                findings.fact("response_time_ms", response.toMillis());
                inUse.set(connection);
                verify(expectations, connection);
                return result();
            } finally {
                inUse.set(null);
            }
        } catch (SQLException e) {
            throw SqlFindings.failed(SqlFindings.classify(e), e);
        }
    }

    /** Only here can a pool be to blame. */
    private Connection borrow() throws SQLException, InterruptedException {
        try {
            return access.borrow(context);
        } catch (SQLException e) {
            throw access.failed(e);
        }
    }

    /** A read from a socket answers no interrupt. */
    private void abort() {
        Connection connection = inUse.get();
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // it was given back meanwhile
            }
        }
    }

    private void verify(Collection<Expectation> expectations, Connection connection) throws SQLException {
        try (Session session = Session.open(connection, context)) {
            for (Expectation expectation : withBudget(expectations, session)) {
                try {
                    session.verify(expectation, findings);
                } catch (SQLException e) {
                    if (connection.isClosed() || SqlFindings.classify(e) == Failure.UNAVAILABLE) {
                        throw e;
                    }
                    findings.error(SqlFindings.statement(expectation.subject(), e));
                }
            }
        }
    }

    /** A single pool that is too large for its server is worth a word, even if nobody has said how many there are. */
    private Collection<Expectation> withBudget(Collection<Expectation> expectations, Session session)
            throws SQLException {
        Pool pool = access.pool();
        if (pool == null || !session.postgres() || expectations.stream().anyMatch(ConnectionBudget.class::isInstance)) {
            return expectations;
        }
        return Stream.concat(expectations.stream(), Stream.of(new ConnectionBudget(pool.maximum())))
                .toList();
    }

    private HealthResult result() throws SQLException {
        if (!findings.errors().isEmpty()) {
            findings.warnings().forEach(context::warn);
            throw new FailureException("the database lacks what the service needs", findings.errors());
        }
        findings.warnings().forEach(context::warn);
        return access.describe(findings.describe(HealthResult.up()));
    }
}
