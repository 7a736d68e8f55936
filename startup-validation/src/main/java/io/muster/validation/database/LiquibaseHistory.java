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

    /**
     * A migration that holds the lock for longer than ten minutes has most likely died. But the lock has the local time of
     * whoever took it, without its zone, and that may be fourteen hours from ours.
     */
    private static final Duration STUCK = Duration.ofHours(14).plusMinutes(10);

    private record Lock(
            @Nullable Timestamp granted, @Nullable String holder) {
        boolean stuck() {
            if (granted == null) {
                return true;
            }
            Duration age =
                    Duration.between(granted.toInstant(), TimeSource.system().now());
            return age.compareTo(STUCK) > 0;
        }

        String held() {
            return "lock is held by " + holder + " since " + granted;
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
            // somebody may be at it: worth another try
            findings.error(
                    Failure.UNAVAILABLE,
                    "DB-120",
                    subject(),
                    message + "; Liquibase is perhaps at work: " + lock.get().held(),
                    "wait for it, or if no migration runs, liquibase release-locks");
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
        String message = "Liquibase's " + lock.held() + "; the next migration will wait for it in vain";
        String fix = "see that no migration runs, then liquibase release-locks";
        if (needed) {
            findings.wrong("DB-122", subject(), message, fix);
        } else {
            findings.warn("DB-122", subject(), message, fix);
        }
    }
}
