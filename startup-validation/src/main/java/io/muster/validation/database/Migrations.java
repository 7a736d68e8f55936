package io.muster.validation.database;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What a migration tool must have done to the database, read from the tool's own history table. Immutable.
 *
 * <p>Nothing is migrated, and neither the tool nor its files need be there. A history that is ahead of what is expected
 * passes where the tool numbers its steps, since during a rolling deployment the next release may have migrated already.
 */
public final class Migrations {
    private final TableName table;
    private final Kind kind;

    private Migrations(TableName table, Kind kind) {
        this.table = table;
        this.kind = kind;
    }

    /** Makes the expectation, once it is known in which table the history is. */
    @FunctionalInterface
    private interface Kind {
        Expectation in(TableName table);
    }

    /**
     * Flyway has applied {@code version} or a later one, and no migration has failed. Its table:
     * {@code flyway_schema_history}.
     */
    public static Migrations flyway(String version) {
        Version wanted = Version.of(version);
        return new Migrations(TableName.of("\"flyway_schema_history\""), table -> new FlywayHistory(table, wanted));
    }

    /**
     * Liquibase has run the change sets with these identifiers. Its lock, held for more than fourteen hours and ten
     * minutes, is an error when one is missing and else a warning; the hours are for a time zone other than ours, since the
     * lock does not tell its own. Its table: {@code databasechangelog}, with the lock in the table of that name and
     * {@code lock}.
     */
    public static Migrations liquibase(String... changeSets) {
        var wanted = List.of(changeSets);
        return new Migrations(TableName.of("databasechangelog"), table -> new LiquibaseHistory(table, wanted));
    }

    /** Alembic stands at exactly these heads. Its table: {@code alembic_version}. */
    public static Migrations alembic(String... heads) {
        var wanted = Set.of(heads);
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("Alembic: name at least one head");
        }
        return new Migrations(TableName.of("alembic_version"), table -> new AlembicVersion(table, wanted));
    }

    /** Django has applied the migration {@code name}, such as {@code 0007_total}, of {@code app}. Its table:
     * {@code django_migrations}. */
    public static Migrations django(String app, String name) {
        requireNonNull(app, "app");
        requireNonNull(name, "name");
        return new Migrations(TableName.of("django_migrations"), table -> new DjangoMigration(table, app, name));
    }

    /** A copy for a tool that keeps its history in this table, which may have a schema before its name. */
    public Migrations table(String name) {
        return new Migrations(TableName.of(name), kind);
    }

    Expectation expectation() {
        return kind.in(table);
    }
}
