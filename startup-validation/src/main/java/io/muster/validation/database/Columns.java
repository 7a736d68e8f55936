package io.muster.validation.database;

import java.sql.SQLException;
import java.util.List;

/** A table must have these columns. */
record Columns(TableName table, List<String> names) implements Expectation {
    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        KnownTables tables = session.tables();
        if (!tables.usable(table, findings)) {
            return;
        }
        List<String> missing = tables.missing(table, names);
        if (!missing.isEmpty()) {
            findings.wrong(
                    "DB-113",
                    subject(),
                    "has no column " + String.join(", ", missing),
                    "apply the migrations: the schema is older than the code");
        }
    }
}
