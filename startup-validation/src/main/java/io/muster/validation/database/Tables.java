package io.muster.validation.database;

import java.sql.SQLException;
import java.util.List;

/** Tables that must exist and be readable. */
record Tables(List<TableName> names) implements Expectation {
    @Override
    public String subject() {
        return names.isEmpty() ? "tables" : names.get(0).toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        for (TableName name : names) {
            session.tables().allows(name, Right.SELECT, findings);
        }
    }
}
