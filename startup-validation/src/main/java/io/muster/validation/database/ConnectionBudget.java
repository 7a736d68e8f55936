package io.muster.validation.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Warns when the service may open more connections than the server lets it have. */
record ConnectionBudget(int total) implements Expectation {
    /** Others need some too: a shell, a backup, the old instances during a deployment. */
    private static final int USABLE_PERCENT = 90;

    /** The settings that older releases lack count as 0. */
    private static final String POSTGRES = """
            SELECT current_setting('max_connections')::int,
                   current_setting('superuser_reserved_connections')::int
                       + coalesce(current_setting('reserved_connections', true)::int, 0),
                   (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user),
                   (SELECT datconnlimit FROM pg_database WHERE datname = current_database()),
                   (SELECT count(*) FROM pg_stat_activity WHERE usename <> current_user),
                   pg_backend_pid()""";

    private record Limits(int server, int reserved, int role, int database, int others, int process) {
        int free() {
            return server - reserved - others;
        }
    }

    @Override
    public String subject() {
        return "connections";
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!session.postgres()) {
            findings.warn("DB-109", subject(), session.product() + " is not asked for its limit of connections", "");
            return;
        }
        Limits limits = session.one(
                        POSTGRES,
                        row -> new Limits(
                                row.getInt(1),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getInt(6)))
                .orElseThrow();
        if (pooled(session, limits.process())) {
            // what the service opens are connections of the pooler, which has a limit of its own
            findings.fact("pooler", true);
            return;
        }
        int usable = (limits.server() - limits.reserved()) * USABLE_PERCENT / 100;
        if (total > usable || total > limits.free()) {
            findings.warn(
                    "DB-150",
                    subject(),
                    "the service may open " + total + " connections; of the server's " + limits.server() + ", "
                            + limits.reserved() + " are reserved, " + limits.others() + " are other users' now and "
                            + usable + " are a safe share",
                    "lower the pools' maximum, put a pooler in between, or raise max_connections");
        }
        limit(limits.role(), "role", "ROLE", findings);
        limit(limits.database(), "database", "DATABASE", findings);
    }

    /**
     * Whether a pooler is in between: it tells each client a process number that is none of the server's. Only PostgreSQL's
     * own driver knows what it was told, and it may not be there.
     */
    private static boolean pooled(Session session, int process) throws SQLException {
        Connection driver = session.connection().unwrap(Connection.class);
        try {
            Object told = driver.getClass().getMethod("getBackendPID").invoke(driver);
            return told instanceof Integer number && number != process;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private void limit(int limit, String what, String sql, Findings findings) {
        if (limit >= 0 && total > limit) {
            findings.warn(
                    "DB-151",
                    subject(),
                    "the service may open " + total + " connections and the " + what + " is limited to " + limit,
                    "lower the pools' maximum, or ALTER " + sql + " ... CONNECTION LIMIT " + total);
        }
    }
}
