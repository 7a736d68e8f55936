package io.muster.validation.database;

import java.sql.SQLException;
import java.util.Set;

/** What the user must be allowed to do with a table. */
record Rights(TableName table, Set<Right> rights) implements Expectation {
    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        for (Right right : rights) {
            session.tables().allows(table, right, findings);
        }
    }
}
