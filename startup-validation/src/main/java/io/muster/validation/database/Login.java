package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Puts a failed connection into a finding, without the driver's text where that may quote what was sent. */
final class Login {
    private static final SqlFailures FAILURES = new SqlFailures();

    private Login() {}

    static FailureException failed(SQLException e) {
        Failure failure = classify(e);
        String state = e.getSQLState() == null ? "" : " (SQL state " + e.getSQLState() + ")";
        var finding = Finding.error(failure, "database", words(failure, e) + state)
                .code(code(failure))
                .fix(fix(failure, e));
        var thrown = new FailureException("the database cannot be used", List.of(finding));
        thrown.initCause(e);
        return thrown;
    }

    /** What kind of failure it is; what nobody knows is a bug of ours or of the statement. */
    static Failure classify(SQLException e) {
        for (Throwable next = e; next != null; next = next.getCause()) {
            var known = FAILURES.classify(next);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return Failure.BUG;
    }

    static String words(Failure failure, SQLException e) {
        return switch (failure) {
            case CREDENTIALS -> "refuses the user or the password";
            case PERMISSION -> "refuses a right that is needed";
            case CONFIGURATION ->
                "3D000".equals(e.getSQLState())
                        ? "has no database of that name"
                        : "cannot be used as configured: " + e.getClass().getSimpleName();
            case OVERLOADED -> "has no connection to spare";
            case TIMEOUT -> "did not answer in time";
            case UNAVAILABLE -> state(e).startsWith("57P") ? "is starting up or shutting down" : "is not reachable";
            case BUG -> "failed with " + e.getClass().getSimpleName();
        };
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState().toUpperCase(Locale.ROOT);
    }

    private static String code(Failure failure) {
        return switch (failure) {
            case CREDENTIALS -> "DB-101";
            case UNAVAILABLE, OVERLOADED, TIMEOUT -> "DB-100";
            case CONFIGURATION, PERMISSION, BUG -> "DB-102";
        };
    }

    private static String fix(Failure failure, SQLException e) {
        return switch (failure) {
            case CREDENTIALS -> "check user and password; a volume that was initialised with another password keeps it";
            case CONFIGURATION ->
                "3D000".equals(e.getSQLState())
                        ? "create the database, or correct its name in the URL"
                        : "check the URL and its TLS settings";
            case UNAVAILABLE, TIMEOUT -> "check that it runs, and that host and port are right";
            case OVERLOADED -> "raise the server's max_connections, or lower the pool sizes of its clients";
            case PERMISSION, BUG -> "";
        };
    }
}
