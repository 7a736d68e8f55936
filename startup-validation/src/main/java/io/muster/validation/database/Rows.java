package io.muster.validation.database;

import java.sql.SQLException;

/** A table must hold at least so many rows; no more than that are read. */
record Rows(TableName table, int atLeast) implements Expectation {
    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!session.tables().allows(table, Right.SELECT, findings)) {
            return;
        }
        String limit = session.postgres() ? " LIMIT " + atLeast : "";
        String sql = "SELECT 1 FROM " + session.sql(table) + limit;
        int count = session.query(sql, atLeast, row -> true).size();
        if (count < atLeast) {
            findings.wrong("DB-112", subject(), "has " + count + " of at least " + atLeast + " rows", "load its data");
        }
    }
}
