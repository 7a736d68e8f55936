package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Puts a failed login or statement into a finding, without the driver's text where that may quote what was sent. */
final class SqlFindings {
    private static final SqlFailures FAILURES = new SqlFailures();
    private static final Set<Integer> NO_DATABASE = Set.of(1049, 90146, 90149);

    private SqlFindings() {}

    /** What is thrown when there is no connection, or no more. */
    static FailureException failed(Failure failure, SQLException e) {
        return thrown(login(failure, e), e);
    }

    /** What a check throws. */
    static FailureException thrown(Finding finding, SQLException cause) {
        var thrown = new FailureException("the database cannot be used", List.of(finding));
        thrown.initCause(cause);
        return thrown;
    }

    /** What kind of failure it is; what nobody knows is a bug of ours or of the statement. */
    static Failure classify(SQLException e) {
        for (Throwable next = e; next != null; next = next.getCause()) {
            Optional<Failure> known = FAILURES.classify(next);
            if (known.isPresent()) {
                return known.get();
            }
            if (next instanceof InterruptedException) {
                return Failure.TIMEOUT;
            }
        }
        return Failure.BUG;
    }

    /** A statement that should have looked at {@code subject} failed. */
    static Finding statement(String subject, SQLException e) {
        Failure failure = classify(e);
        String words = switch (failure) {
            case TIMEOUT -> "gave no answer in time; it may be locked";
            case PERMISSION -> "the user has no right to look at it";
            default -> "could not be looked at: " + e.getClass().getSimpleName();
        };
        String code = failure == Failure.PERMISSION ? "DB-111" : "DB-119";
        return Finding.error(failure, subject, words + state(e)).code(code);
    }

    /** In a sentence, for a result while the service runs. */
    static String words(Failure failure, SQLException e) {
        return refusal(failure, e).message();
    }

    private static Finding login(Failure failure, SQLException e) {
        Finding finding = refusal(failure, e);
        return new Finding(
                finding.failure(), finding.code(), finding.subject(), finding.message() + state(e), finding.fix());
    }

    private static Finding refusal(Failure failure, SQLException e) {
        return switch (failure) {
            case CREDENTIALS ->
                "28000".equals(origin(e)) && root(e).getErrorCode() == 0
                        ? say(
                                failure,
                                "DB-101",
                                "does not let this user in",
                                "check that the user exists and may log in, and that a rule of pg_hba.conf lets it in from"
                                        + " here, with or without TLS")
                        : say(
                                failure,
                                "DB-101",
                                "refuses the user or the password",
                                "check user and password; a volume that was initialised with another password keeps it");
            case CONFIGURATION -> configuration(e);
            case OVERLOADED ->
                say(
                        failure,
                        "DB-105",
                        "has no connection to spare",
                        "raise the server's max_connections or the role's limit, or lower the pool sizes of its clients");
            case TIMEOUT ->
                say(
                        failure,
                        "DB-100",
                        "did not answer in time",
                        "check that it runs, and that host and port are right");
            case UNAVAILABLE -> unavailable(e);
            case PERMISSION ->
                say(failure, "DB-102", "refuses the user this database", "GRANT CONNECT ON DATABASE ... TO the user");
            case BUG ->
                say(failure, "DB-102", "failed with " + root(e).getClass().getSimpleName(), "");
        };
    }

    private static Finding unavailable(SQLException e) {
        if (origin(e).startsWith("57P")) {
            return say(
                    Failure.UNAVAILABLE,
                    "DB-100",
                    "is starting up or shutting down",
                    "wait for it, or look at its log");
        }
        if (origin(e).equals("08P01")) {
            return say(
                    Failure.UNAVAILABLE,
                    "DB-100",
                    "what answers there does not speak its protocol",
                    "check host and port, and what is in between");
        }
        return say(
                Failure.UNAVAILABLE,
                "DB-100",
                "is not reachable",
                "check that it runs, and that host and port are right");
    }

    private static Finding configuration(SQLException e) {
        SQLException root = root(e);
        String message = root.getMessage() == null ? "" : root.getMessage();
        if ("3D000".equals(root.getSQLState()) || NO_DATABASE.contains(root.getErrorCode())) {
            return say(
                    Failure.CONFIGURATION,
                    "DB-103",
                    "has no database of that name",
                    "create the database, or correct its name in the URL");
        }
        if (SqlFailures.causedBy(root, SSLException.class)
                || message.contains("SSL")
                || message.contains(SqlFailures.OTHER_HOST)) {
            return say(
                    Failure.CONFIGURATION,
                    "DB-104",
                    "and the driver cannot agree on TLS",
                    "check that the server has TLS, that its certificate is trusted (sslrootcert) and that it names this"
                            + " host");
        }
        if (message.startsWith(SqlFailures.NO_DRIVER)) {
            return say(
                    Failure.CONFIGURATION,
                    "DB-107",
                    "has a URL that no JDBC driver takes",
                    "add the driver, such as org.postgresql:postgresql, or correct the URL");
        }
        return say(
                Failure.CONFIGURATION,
                "DB-102",
                "cannot be used as configured: " + root.getClass().getSimpleName(),
                "check the URL and its properties");
    }

    private static Finding say(Failure failure, String code, String message, String fix) {
        return Finding.error(failure, "database", message).code(code).fix(fix);
    }

    private static String state(SQLException e) {
        String state = origin(e);
        return state.isEmpty() ? "" : " (SQL state " + state + ")";
    }

    private static String origin(SQLException e) {
        String state = root(e).getSQLState();
        return state == null ? "" : state;
    }

    /** The driver's own exception: a pool wraps it in one that says less. */
    private static SQLException root(SQLException e) {
        SQLException root = e;
        for (Throwable next = e; next != null; next = next.getCause()) {
            if (next instanceof SQLException sql && sql.getSQLState() != null) {
                root = sql;
            }
        }
        return root;
    }
}
