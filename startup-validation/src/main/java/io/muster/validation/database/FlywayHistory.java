package io.muster.validation.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flyway's history: nothing failed, and a version that is new enough. */
record FlywayHistory(TableName table, Version atLeast) implements Expectation {
    private static final String FIX = "flyway migrate";

    private record Step(@Nullable String version, @Nullable String script, boolean success) {}

    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!History.readable(table, "Flyway", FIX, session, findings)) {
            return;
        }
        List<Step> steps = session.all(
                session.quoted("SELECT \"version\", \"script\", \"success\" FROM ")
                        + session.sql(table)
                        + session.quoted(" ORDER BY \"installed_rank\""),
                row -> new Step(row.getString(1), row.getString(2), row.getBoolean(3)));
        steps.stream()
                .filter(step -> !step.success())
                .forEach(step -> findings.wrong(
                        "DB-121",
                        subject(),
                        "migration " + step.script() + " has failed",
                        "undo what it has done, then flyway repair and " + FIX));
        Optional<Version> newest = steps.stream()
                .filter(Step::success)
                .map(Step::version)
                .filter(version -> version != null && Version.comparable(version))
                .map(Version::of)
                .max(Version::compareTo);
        newest.ifPresent(version -> findings.fact("migration", version));
        if (newest.isEmpty() || newest.get().compareTo(atLeast) < 0) {
            String stands = newest.map(version -> "is at version " + version).orElse("has no version");
            History.pending(table, stands + "; the service needs " + atLeast, FIX, findings);
        }
    }
}
