package io.muster.validation.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who is connected to what, and warns of what is unsafe about it. */
record Identity() implements Expectation {
    private static final String POSTGRES = """
            SELECT current_database(), current_user, current_schema(), current_setting('server_version'),
                   (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()),
                   (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
                   host(inet_client_addr())""";

    private record Answer(
            String database,
            String user,
            @Nullable String schema,
            String version,
            boolean tls,
            boolean superuser,
            @Nullable String client) {}

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (session.postgres()) {
            session.one(
                            POSTGRES,
                            row -> new Answer(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getBoolean(5),
                                    row.getBoolean(6),
                                    row.getString(7)))
                    .ifPresent(answer -> tell(answer, findings));
        } else {
            tell(session.connection(), findings);
        }
    }

    private static void tell(Answer answer, Findings findings) {
        findings.fact("database", answer.database());
        findings.fact("user", answer.user());
        findings.fact("schema", answer.schema() == null ? "" : answer.schema());
        findings.fact("version", answer.version());
        findings.fact("tls", answer.tls());
        if (answer.schema() == null) {
            findings.warn(
                    "DB-114",
                    "database",
                    "no schema on the search path of user " + answer.user() + " exists or is open to it",
                    "ALTER ROLE " + answer.user() + " SET search_path = ..., or set currentSchema in the URL");
        }
        if (!answer.tls() && comesOverPublicNetwork(answer.client())) {
            findings.warn(
                    "DB-131",
                    "database",
                    "the connection is not encrypted and crosses a public network",
                    "add sslmode=verify-full to the URL");
        }
        if (answer.superuser()) {
            findings.warn(
                    "DB-132",
                    "database",
                    "user " + answer.user() + " is a superuser",
                    "give the service a role of its own that has only the rights that it needs");
        }
    }

    private static void tell(Connection connection, Findings findings) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        fact(findings, "database", connection.getCatalog());
        fact(findings, "user", metaData.getUserName());
        fact(findings, "schema", connection.getSchema());
        fact(findings, "version", metaData.getDatabaseProductVersion());
    }

    private static void fact(Findings findings, String name, @Nullable String value) {
        Optional.ofNullable(value).ifPresent(known -> findings.fact(name, known));
    }

    /** By the address from which the server sees the client come: null over a Unix socket. */
    static boolean comesOverPublicNetwork(@Nullable String client) {
        if (client == null) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(client);
            byte first = address.getAddress()[0];
            boolean uniqueLocal = address.getAddress().length == 16 && (first & 0xfe) == 0xfc;
            return !address.isLoopbackAddress()
                    && !address.isSiteLocalAddress()
                    && !address.isLinkLocalAddress()
                    && !uniqueLocal;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
