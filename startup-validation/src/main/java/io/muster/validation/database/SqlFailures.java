package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureClassifier;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says what kind of failure a {@link SQLException} stands for, by its SQL state. Thread-safe.
 *
 * <p>States that mean a mistake in a statement, such as a syntax error, say nothing here: they are bugs.
 */
public final class SqlFailures implements FailureClassifier {
    /** How {@link java.sql.DriverManager} begins to say so. */
    static final String NO_DRIVER = "No suitable driver";

    /** What PostgreSQL's driver says, in English, of a certificate's name; it gives that no state of its own. */
    static final String OTHER_HOST = "could not be verified";

    private static final int DEEPEST = 16;

    private static final Map<String, Failure> STATES = Map.ofEntries(
            Map.entry("3D000", Failure.CONFIGURATION), // database missing
            Map.entry("3F000", Failure.CONFIGURATION), // schema missing
            Map.entry("42P01", Failure.CONFIGURATION), // table missing: PostgreSQL
            Map.entry("42S02", Failure.CONFIGURATION), // table missing: MySQL, H2
            Map.entry("42703", Failure.CONFIGURATION), // column missing
            Map.entry("42704", Failure.CONFIGURATION), // type or extension missing
            Map.entry("0A000", Failure.CONFIGURATION), // feature not supported
            Map.entry("25006", Failure.CONFIGURATION), // writing to a replica
            Map.entry("42501", Failure.PERMISSION),
            Map.entry("57014", Failure.TIMEOUT), // query cancelled
            Map.entry("57P01", Failure.UNAVAILABLE), // shutting down
            Map.entry("57P02", Failure.UNAVAILABLE), // crashed
            Map.entry("57P03", Failure.UNAVAILABLE), // starting up
            Map.entry("40001", Failure.OVERLOADED), // serialization failure
            Map.entry("40P01", Failure.OVERLOADED), // deadlock
            Map.entry("55P03", Failure.OVERLOADED)); // lock not available

    private static final Map<String, Failure> CLASSES = Map.of(
            "28", Failure.CREDENTIALS,
            "08", Failure.UNAVAILABLE,
            "53", Failure.OVERLOADED,
            "58", Failure.UNAVAILABLE);

    /** MySQL's and H2's own numbers, where their states say too little. */
    private static final Map<Integer, Failure> VENDOR_CODES = Map.ofEntries(
            Map.entry(1040, Failure.OVERLOADED), // too many connections
            Map.entry(1044, Failure.PERMISSION),
            Map.entry(1045, Failure.CREDENTIALS),
            Map.entry(1049, Failure.CONFIGURATION), // database missing
            Map.entry(1129, Failure.CONFIGURATION), // host blocked until somebody flushes
            Map.entry(1130, Failure.CONFIGURATION), // host not allowed
            Map.entry(3159, Failure.CONFIGURATION), // TLS required
            Map.entry(90020, Failure.UNAVAILABLE), // file locked
            Map.entry(90096, Failure.PERMISSION),
            Map.entry(90146, Failure.CONFIGURATION), // database missing
            Map.entry(90149, Failure.CONFIGURATION)); // database missing on a server

    /** Made by the service loader. */
    public SqlFailures() {}

    @Override
    public Optional<Failure> classify(Throwable exception) {
        if (!(exception instanceof SQLException sql)) {
            return Optional.empty();
        }
        SQLException next = sql;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            Optional<Failure> failure = single(next);
            if (failure.isPresent()) {
                return failure;
            }
            next = next.getNextException();
        }
        return Optional.empty();
    }

    private static Optional<Failure> single(SQLException exception) {
        if (exception instanceof SQLTimeoutException) {
            return Optional.of(Failure.TIMEOUT);
        }
        String state = exception.getSQLState();
        Failure vendor = VENDOR_CODES.get(exception.getErrorCode());
        if (vendor != null) {
            return Optional.of(vendor);
        }
        if (state == null || state.length() < 2) {
            // a pool that gave up waiting says so; when it knows why, its cause says more
            boolean exhausted = exception instanceof SQLTransientConnectionException && exception.getCause() == null;
            return exhausted ? Optional.of(Failure.OVERLOADED) : Optional.empty();
        }
        if (state.startsWith("08") && permanent(exception)) {
            return Optional.of(Failure.CONFIGURATION);
        }
        if (state.startsWith("08") && causedBy(exception, SocketTimeoutException.class)) {
            return Optional.of(Failure.TIMEOUT);
        }
        Failure exact = STATES.get(state);
        return Optional.ofNullable(exact == null ? CLASSES.get(state.substring(0, 2)) : exact);
    }

    /**
     * A certificate that is not trusted or names another host, and a driver that is not there, do not heal, nor does what
     * PostgreSQL's driver itself rejects: a server without TLS, or without a way to log in that both know.
     */
    private static boolean permanent(SQLException exception) {
        String message = exception.getMessage() == null ? "" : exception.getMessage();
        boolean postgres = exception.getClass().getName().equals("org.postgresql.util.PSQLException");
        boolean rejected = "08004".equals(exception.getSQLState()) || message.contains(OTHER_HOST);
        return (postgres && rejected) || message.startsWith(NO_DRIVER) || causedBy(exception, SSLException.class);
    }

    /** Whether an exception of this type is in the chain of causes. */
    static boolean causedBy(Throwable exception, Class<? extends Throwable> type) {
        @Nullable Throwable next = exception;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (type.isInstance(next)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }
}
