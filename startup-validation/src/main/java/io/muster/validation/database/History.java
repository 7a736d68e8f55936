package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import java.sql.SQLException;

/** What the histories of the migration tools have in common. */
final class History {
    private History() {}

    /** Whether the table is there and may be read; why not is reported in the tool's words. */
    static boolean readable(TableName table, String tool, String fix, Session session, Findings findings)
            throws SQLException {
        var problem = session.tables().problem(table);
        if (problem.isPresent() && problem.get().code().equals("DB-110")) {
            findings.wrong("DB-123", table.toString(), tool + " has never migrated this database", fix);
            return false;
        }
        return session.tables().allows(table, Right.SELECT, findings);
    }

    /** The database is behind the code. */
    static void pending(TableName table, String message, String fix, Findings findings) {
        findings.error(Failure.CONFIGURATION, "DB-120", table.toString(), message, fix);
    }
}
