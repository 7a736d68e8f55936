package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.TimeSource;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Liquibase's history: these change sets have run, and its lock is free or held by somebody who is at work. */
record LiquibaseHistory(TableName table, List<String> changeSets) implements Expectation {
    private static final String FIX = "liquibase update";

    private record Lock(
            @Nullable Timestamp granted, @Nullable String holder) {
        boolean stuck() {
            return granted == null || age().compareTo(Migrations.STUCK) > 0;
        }

        /** Liquibase writes the time of the machine that migrates, without its zone. */
        private Duration age() {
            return granted == null
                    ? Migrations.STUCK
                    : Duration.between(granted.toInstant(), TimeSource.system().now());
        }
    }

    @Override
    public String subject() {
        return table.toString();
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!History.readable(table, "Liquibase", FIX, session, findings)) {
            return;
        }
        var run = new HashSet<>(session.all("SELECT ID FROM " + session.sql(table), row -> row.getString(1)));
        List<String> missing =
                changeSets.stream().filter(id -> !run.contains(id)).toList();
        Optional<Lock> lock = lock(session);
        boolean stuck = lock.isPresent() && lock.get().stuck();
        if (stuck) {
            stuck(lock.get(), !missing.isEmpty(), findings);
        }
        if (missing.isEmpty()) {
            return;
        }
        String message = "change sets have not run: " + String.join(", ", missing);
        if (lock.isPresent() && !stuck) {
            // somebody is at it: worth another try
            findings.error(Failure.UNAVAILABLE, "DB-120", subject(), message + "; Liquibase is at work", "wait for it");
        } else {
            History.pending(table, message, FIX, findings);
        }
    }

    private Optional<Lock> lock(Session session) throws SQLException {
        var name = TableName.of(lockTable());
        if (session.tables().problem(name).isPresent()) {
            return Optional.empty();
        }
        return session.one(
                "SELECT LOCKGRANTED, LOCKEDBY FROM " + session.sql(name) + " WHERE LOCKED = ?",
                row -> new Lock(row.getTimestamp(1), row.getString(2)),
                true);
    }

    private String lockTable() {
        String history = table.toString();
        return history.endsWith("\"") ? history.substring(0, history.length() - 1) + "lock\"" : history + "lock";
    }

    private void stuck(Lock lock, boolean needed, Findings findings) {
        String message = "Liquibase's lock is held by " + lock.holder() + " since " + lock.granted()
                + "; the next migration will wait for it in vain";
        String fix = "see that no migration runs, then liquibase release-locks";
        if (needed) {
            findings.wrong("DB-122", subject(), message, fix);
        } else {
            findings.warn("DB-122", subject(), message, fix);
        }
    }
}
