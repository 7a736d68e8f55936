package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL extension that must be created in this database, within the user's reach, and new enough. */
record Extension(String name, Optional<Version> atLeast) implements Expectation {
    private static final String POSTGRES = """
            SELECT current_database(), current_user, current_setting('search_path'), a.default_version, e.extversion,
                   n.nspname, has_schema_privilege(n.oid, 'USAGE'), n.nspname = ANY (current_schemas(true))
            FROM (SELECT ?::text AS name) w
            LEFT JOIN pg_available_extensions a ON a.name = w.name
            LEFT JOIN pg_extension e ON e.extname = w.name
            LEFT JOIN pg_namespace n ON n.oid = e.extnamespace""";

    private record Answer(
            String database,
            String user,
            String searchPath,
            @Nullable String available,
            @Nullable String created,
            @Nullable String schema,
            boolean open,
            boolean onPath) {}

    @Override
    public String subject() {
        return "extension " + name;
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        if (!session.postgres()) {
            findings.wrong("DB-109", subject(), session.product() + " has no extensions", "leave extension(...) out");
            return;
        }
        Answer answer = session.one(
                        POSTGRES,
                        row -> new Answer(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getBoolean(7),
                                row.getBoolean(8)),
                        session.tables().stored(name))
                .orElseThrow();
        if (answer.created() == null) {
            absent(answer, findings);
        } else {
            created(answer, answer.created(), findings);
        }
    }

    private void absent(Answer answer, Findings findings) {
        if (answer.available() == null) {
            String where = name.equals("vector")
                    ? "install pgvector on the server: package postgresql-NN-pgvector, or image pgvector/pgvector"
                    : "install the package that holds it on the server";
            findings.wrong("DB-140", subject(), "is not installed on the server", where);
        } else {
            findings.wrong(
                    "DB-141",
                    subject(),
                    "is installed on the server and not created in database " + answer.database(),
                    "CREATE EXTENSION " + name + " in that database, by a superuser unless the extension is trusted");
        }
    }

    private void created(Answer answer, String version, Findings findings) {
        if (!answer.open()) {
            findings.error(
                    Failure.PERMISSION,
                    "DB-143",
                    subject(),
                    "is in schema " + answer.schema() + ", which is closed to user " + answer.user(),
                    "GRANT USAGE ON SCHEMA " + answer.schema() + " TO " + answer.user());
        } else if (!answer.onPath()) {
            findings.wrong(
                    "DB-142",
                    subject(),
                    "is in schema " + answer.schema() + ", which is not on the search path of user " + answer.user(),
                    "ALTER ROLE " + answer.user() + " SET search_path = " + answer.searchPath() + ", "
                            + answer.schema());
        }
        atLeast.ifPresent(wanted -> {
            if (!Version.comparable(version)) {
                findings.warn("DB-144", subject(), "version " + version + " cannot be compared with " + wanted, "");
            } else if (Version.of(version).compareTo(wanted) < 0) {
                findings.wrong(
                        "DB-144", subject(), "version " + version + " is older than " + wanted, update(answer, wanted));
            }
        });
    }

    private String update(Answer answer, Version wanted) {
        String available = answer.available();
        boolean enough = available != null
                && Version.comparable(available)
                && Version.of(available).compareTo(wanted) >= 0;
        return enough
                ? "ALTER EXTENSION " + name + " UPDATE, since the server has " + available
                : "upgrade its package on the server, then ALTER EXTENSION " + name + " UPDATE";
    }
}
