package io.muster.validation.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

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
        Set<String> there = tables.columns(table).keySet();
        List<String> missing = names.stream()
                .filter(name -> !there.contains(tables.stored(name)))
                .toList();
        if (!missing.isEmpty()) {
            findings.wrong(
                    "DB-113",
                    subject(),
                    "has no column " + String.join(", ", missing),
                    "apply the migrations: the schema is older than the code");
        }
    }
}
