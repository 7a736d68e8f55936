package io.muster.validation.database;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** The server must not be older than this major version. */
record ServerVersion(int atLeast) implements Expectation {
    @Override
    public String subject() {
        return "database";
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        DatabaseMetaData metaData = session.connection().getMetaData();
        if (metaData.getDatabaseMajorVersion() < atLeast) {
            findings.wrong(
                    "DB-133",
                    subject(),
                    session.product() + " " + metaData.getDatabaseProductVersion() + " is older than " + atLeast,
                    "upgrade the server");
        }
    }
}
