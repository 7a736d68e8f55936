package io.muster.validation.database;

import java.sql.SQLException;

/** A query of the service's own must give a row. */
record ExpectedRow(String what, String query) implements Expectation {
    @Override
    public String subject() {
        return what;
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (session.one(query, row -> true).isEmpty()) {
            findings.wrong("DB-115", what, "is not there: its query gives no row", "load or correct the data");
        }
    }
}
