package io.muster.validation.database;

import java.sql.SQLException;

/** A migration that Django must have applied. */
record DjangoMigration(TableName table, String app, String name) implements Expectation {
    private static final String FIX = "python manage.py migrate";

    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!History.readable(table, "Django", FIX, session, findings)) {
            return;
        }
        String sql = "SELECT 1 FROM " + session.sql(table) + " WHERE app = ? AND name = ?";
        if (session.one(sql, row -> true, app, name).isEmpty()) {
            History.pending(table, "migration " + app + " " + name + " is not applied", FIX, findings);
        }
    }
}
