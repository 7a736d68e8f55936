package io.muster.validation.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Alembic's heads. Revisions have no order of their own, so they must be exactly those. */
record AlembicVersion(TableName table, Set<String> heads) implements Expectation {
    private static final String FIX = "alembic upgrade head";

    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!History.readable(table, "Alembic", FIX, session, findings)) {
            return;
        }
        var there =
                new TreeSet<>(session.all("SELECT version_num FROM " + session.sql(table), row -> row.getString(1)));
        String stands = there.isEmpty() ? "no revision" : String.join(", ", there);
        if (there.equals(heads)) {
            findings.fact("migration", stands);
        } else {
            History.pending(
                    table,
                    "is at " + stands + "; the service needs " + String.join(", ", new TreeSet<>(heads)),
                    FIX,
                    findings);
        }
    }
}
