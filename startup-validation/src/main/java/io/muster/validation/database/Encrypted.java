package io.muster.validation.database;

import java.sql.SQLException;

/** The connection must be encrypted. */
record Encrypted() implements Expectation {
    private static final String POSTGRES = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!session.postgres()) {
            findings.wrong(
                    "DB-109",
                    subject(),
                    "whether the connection is encrypted: " + session.product() + " is not asked about it",
                    "leave encrypted() out");
        } else if (!session.one(POSTGRES, row -> row.getBoolean(1)).orElse(false)) {
            findings.wrong(
                    "DB-131",
                    subject(),
                    "the connection is not encrypted",
                    "add sslmode=verify-full to the URL, and ssl=on to the server's settings");
        }
    }
}
