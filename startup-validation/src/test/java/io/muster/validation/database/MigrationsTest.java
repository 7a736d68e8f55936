package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.PostgresServer;
import io.muster.validation.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The histories of migration tools: Flyway and Liquibase themselves write theirs. */
@Timeout(180)
class MigrationsTest {
    private static PostgresServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute(
                "DROP SCHEMA IF EXISTS public CASCADE",
                "CREATE SCHEMA public",
                "GRANT ALL ON SCHEMA public TO " + server.user());
    }

    private static void execute(String... statements) throws SQLException {
        server.asSuperuser(statements);
    }

    private static PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    private static Startup startup(Migrations migrations) {
        return Startup.of(DatabaseCheck.of(source()).migrations(migrations));
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private Flyway flyway(DataSource source) throws Exception {
        write("V1__orders.sql", "CREATE TABLE orders (id int);");
        write("V1.10__lines.sql", "CREATE TABLE lines (id int);");
        write("R__view.sql", "CREATE VIEW every AS SELECT 1 AS one;");
        return Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + folder)
                .load();
    }

    @Test
    void flywayIsFarEnoughOrIsNot() throws Exception {
        assertThat(startup(Migrations.flyway("1")).findings())
                .containsExactly("DB-123 \"flyway_schema_history\": Flyway has never migrated this database");

        flyway(source()).migrate();

        assertThat(startup(Migrations.flyway("1.9")).findings()).isEmpty();
        assertThat(startup(Migrations.flyway("1.10"))
                        .report()
                        .components()
                        .get(0)
                        .result()
                        .orElseThrow()
                        .details())
                .containsEntry("migration", "1.10");
        assertThat(startup(Migrations.flyway("2")).findings())
                .containsExactly("DB-120 \"flyway_schema_history\": is at version 1.10; the service needs 2");
    }

    @Test
    void flywaysFailedMigrationIsNamed() throws Exception {
        // where tables are not created in transactions, the failure stays in the history
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:failed");
        try (Connection keptOpen = source.getConnection()) {
            assertThat(keptOpen.isValid(1)).isTrue();
            write("V2__broken.sql", "SELECT nonsense;");
            assertThatThrownBy(flyway(source)::migrate).isInstanceOf(FlywayException.class);

            var startup = Startup.of(DatabaseCheck.of(source).migrations(Migrations.flyway("1")));

            assertThat(startup.findings())
                    .containsExactly("DB-121 \"flyway_schema_history\": migration V2__broken.sql has failed");
        }
    }

    @Test
    void flywayOnADatabaseThatFoldsNamesDifferently() throws Exception {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:flyway");
        try (Connection keptOpen = source.getConnection()) {
            assertThat(keptOpen.isValid(1)).isTrue();
            flyway(source).migrate();

            var check = DatabaseCheck.of(source).tables("orders").migrations(Migrations.flyway("1.10"));

            assertThat(check.check(Asked.starting(Startup.TIMEOUT)).status()).isEqualTo(HealthStatus.UP);
        }
    }

    private void liquibase() throws Exception {
        write("changes.sql", """
                --liquibase formatted sql
                --changeset anna:add-orders
                CREATE TABLE orders (id int);
                """);
        var resources = new DirectoryResourceAccessor(folder);
        try (Connection connection = source().getConnection();
                var liquibase = new Liquibase("changes.sql", resources, new JdbcConnection(connection))) {
            liquibase.update();
        }
    }

    @Test
    void liquibaseHasRunItsChangeSetsOrHasNot() throws Exception {
        assertThat(startup(Migrations.liquibase("add-orders")).findings())
                .containsExactly("DB-123 databasechangelog: Liquibase has never migrated this database");

        liquibase();

        assertThat(startup(Migrations.liquibase("add-orders")).findings()).isEmpty();
        assertThat(startup(Migrations.liquibase("add-orders", "add-lines")).findings())
                .containsExactly("DB-120 databasechangelog: change sets have not run: add-lines");
    }

    @Test
    void liquibasesStuckLockIsAnErrorWhereItIsInTheWay() throws Exception {
        liquibase();
        execute("UPDATE databasechangeloglock SET locked = true, lockgranted = now() - interval '3 days', lockedby ="
                + " 'old-pod (10.1.2.3)'");

        var done = startup(Migrations.liquibase("add-orders"));
        var needed = startup(Migrations.liquibase("add-lines"));

        assertThat(done.exitCode()).isZero();
        assertThat(done.findings())
                .singleElement()
                .asString()
                .matches(
                        "DB-122 databasechangelog: Liquibase's lock is held by old-pod \\(10.1.2.3\\) since .*; the next"
                                + " migration will wait for it in vain");
        assertThat(needed.report().errors())
                .extracting(finding -> finding.code())
                .containsExactly("DB-122", "DB-120");
        assertThat(needed.report().errors().get(0).fix()).contains("liquibase release-locks");
        assertThat(needed.exitCode()).isEqualTo(78);
    }

    @ParameterizedTest
    @ValueSource(ints = {-14, 0, 14})
    void liquibaseAtWorkIsWaitedForWhateverItsTimeZone(int hours) throws Exception {
        liquibase();
        execute("UPDATE databasechangeloglock SET locked = true, lockgranted = localtimestamp + interval '" + hours
                + " hours', lockedby = 'new-pod'");

        var startup = startup(Migrations.liquibase("add-lines"));

        assertThat(startup.findings())
                .singleElement()
                .asString()
                .startsWith(
                        "DB-120 databasechangelog: change sets have not run: add-lines; Liquibase is perhaps at work:"
                                + " lock is held by new-pod since ");
        assertThat(startup.report().errors().get(0).failure()).contains(Failure.UNAVAILABLE);
        assertThat(startup.retried()).isTrue();
    }

    record Situation(String sql, Migrations migrations, List<String> findings) {
        Situation(String sql, Migrations migrations, String... findings) {
            this(sql, migrations, List.of(findings));
        }

        @Override
        public String toString() {
            return String.join(" ", findings) + " after " + sql;
        }
    }

    private static final String ALEMBIC = "CREATE TABLE alembic_version AS SELECT 'ae1027a6acf' AS version_num;";
    private static final String DJANGO =
            "CREATE TABLE django_migrations AS SELECT 'orders' AS app, '0007_total' AS name;";
    private static final String OPEN = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO orders_user";

    static Stream<Situation> others() {
        return Stream.of(
                new Situation(
                        "SELECT 1",
                        Migrations.alembic("ae1027a6acf"),
                        "DB-123 alembic_version: Alembic has never migrated this database"),
                new Situation(ALEMBIC + OPEN, Migrations.alembic("ae1027a6acf")),
                new Situation(
                        ALEMBIC + OPEN,
                        Migrations.alembic("b2", "a1"),
                        "DB-120 alembic_version: is at ae1027a6acf; the service needs a1, b2"),
                new Situation(
                        ALEMBIC + "DELETE FROM alembic_version;" + OPEN,
                        Migrations.alembic("b2"),
                        "DB-120 alembic_version: is at no revision; the service needs b2"),
                new Situation(
                        ALEMBIC, // closed
                        Migrations.alembic("ae1027a6acf"),
                        "DB-111 alembic_version: the user has no right to SELECT"),
                new Situation(
                        "SELECT 1",
                        Migrations.django("orders", "0007_total"),
                        "DB-123 django_migrations: Django has never migrated this database"),
                new Situation(DJANGO + OPEN, Migrations.django("orders", "0007_total")),
                new Situation(
                        DJANGO + OPEN,
                        Migrations.django("orders", "0008_tax"),
                        "DB-120 django_migrations: migration orders 0008_tax is not applied"),
                new Situation(
                        "CREATE TABLE \"Steps\" AS SELECT 'a1' AS version_num;" + OPEN,
                        Migrations.alembic("a1").table("public.\"Steps\"")));
    }

    @ParameterizedTest
    @MethodSource
    void others(Situation situation) throws SQLException {
        execute(situation.sql());

        assertThat(startup(situation.migrations()).findings()).containsExactlyElementsOf(situation.findings());
    }

    @Test
    void whatCannotBeExpectedIsRefused() {
        assertThatThrownBy(() -> Migrations.flyway("latest"))
                .hasMessage("'latest' is no version; write numbers between dots, as in 1.2.3");
        assertThatThrownBy(() -> Migrations.alembic()).hasMessage("Alembic: name at least one head");
    }
}
