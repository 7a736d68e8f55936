package io.muster.validation.database;

import static io.muster.lifecycle.Failure.BUG;
import static io.muster.lifecycle.Failure.CONFIGURATION;
import static io.muster.lifecycle.Failure.PERMISSION;
import static io.muster.lifecycle.Failure.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.PostgresServer;
import io.muster.validation.Asked;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What is said about each thing that a PostgreSQL can lack, whatever its release. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresSituations {
    private PostgresServer server;

    abstract PostgresServer start();

    @BeforeAll
    void prepare() throws SQLException {
        server = start();
        server.asSuperuser(
                "SET password_encryption = 'scram-sha-256'",
                "CREATE ROLE reader LOGIN PASSWORD 'Quiet-Lantern-5'",
                "ALTER ROLE reader SET default_transaction_read_only = on",
                "CREATE TABLE orders (id int, total numeric, \"Note\" text)",
                "GRANT SELECT, INSERT ON orders TO orders_user, reader",
                "CREATE TABLE catalog AS SELECT generate_series(1, 3) AS id",
                "GRANT SELECT ON catalog TO orders_user",
                "CREATE TABLE locked (id int)",
                "GRANT SELECT ON locked TO orders_user",
                "CREATE TABLE hidden (id int)",
                "REVOKE ALL ON hidden FROM PUBLIC",
                "CREATE SCHEMA shop",
                "GRANT USAGE ON SCHEMA shop TO orders_user",
                "CREATE TABLE shop.carts (id int)",
                "GRANT SELECT ON shop.carts TO orders_user",
                "CREATE VIEW shop.\"Order Line\" AS SELECT 1",
                "GRANT SELECT ON shop.\"Order Line\" TO orders_user",
                "CREATE SCHEMA vault",
                "CREATE TABLE vault.gold (id int)",
                "GRANT SELECT ON vault.gold TO orders_user",
                "CREATE EXTENSION cube",
                "CREATE EXTENSION citext SCHEMA shop",
                "CREATE EXTENSION pg_trgm SCHEMA vault");
        StandInVector.create(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    PostgresServer server() {
        return server;
    }

    DatabaseCheck as(String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(user);
        source.setPassword(password);
        return DatabaseCheck.of(source);
    }

    DatabaseCheck check() {
        return as(server.user(), server.password());
    }

    /** What is asked for, and the one finding that it ends in. */
    record Situation(UnaryOperator<DatabaseCheck> asked, Failure failure, String finding) {
        @Override
        public String toString() {
            return failure + " " + finding;
        }
    }

    static Stream<Situation> wrong() {
        return Stream.of(
                new Situation(
                        check -> check.tables("nowhere"),
                        CONFIGURATION,
                        "DB-110 nowhere: no such table is in this database"),
                new Situation(
                        check -> check.tables("\"Orders\""),
                        CONFIGURATION,
                        "DB-110 \"Orders\": no such table is in this database"),
                new Situation(
                        check -> check.tables("hidden"), PERMISSION, "DB-111 hidden: the user has no right to SELECT"),
                new Situation(
                        check -> check.tables("shop.nothing"),
                        CONFIGURATION,
                        "DB-110 shop.nothing: no such table is in schema shop"),
                new Situation(
                        check -> check.tables("Nowhere.orders"),
                        CONFIGURATION,
                        "DB-114 Nowhere.orders: there is no schema nowhere"),
                new Situation(
                        check -> check.tables("vault.gold"),
                        PERMISSION,
                        "DB-111 vault.gold: the user has no right to USAGE of schema vault"),
                new Situation(
                        check -> check.tables("vault.nothing"),
                        CONFIGURATION,
                        "DB-110 vault.nothing: no such table is in schema vault"),
                new Situation(
                        check -> check.tables("gold"),
                        PERMISSION,
                        "DB-111 gold: the user has no right to USAGE of schema vault"),
                new Situation(
                        check -> check.tables("carts"),
                        CONFIGURATION,
                        "DB-114 carts: it is in schema shop, which is not on the user's search path"),
                new Situation(
                        check -> check.rights("orders", Right.SELECT, Right.INSERT, Right.DELETE),
                        PERMISSION,
                        "DB-111 orders: the user has no right to DELETE"),
                new Situation(
                        check -> check.columns("orders", "ID", "discount", "note", "\"Note\""),
                        CONFIGURATION,
                        "DB-113 orders: has no column discount, note"),
                new Situation(
                        check ->
                                check.tables("nowhere").columns("nowhere", "id").rows("nowhere", 1),
                        CONFIGURATION,
                        "DB-110 nowhere: no such table is in this database"),
                new Situation(
                        check -> check.rows("catalog", 4), CONFIGURATION, "DB-112 catalog: has 3 of at least 4 rows"),
                new Situation(
                        check -> check.row("a tax rate", "SELECT 1 WHERE false"),
                        CONFIGURATION,
                        "DB-115 a tax rate: is not there: its query gives no row"),
                new Situation(
                        check -> check.row("a tax rate", "SELECT id FROM hidden"),
                        PERMISSION,
                        "DB-111 a tax rate: the user has no right to look at it (SQL state 42501)"),
                new Situation(
                        check -> check.row("a tax rate", "SELEC 1"),
                        BUG,
                        "DB-119 a tax rate: could not be looked at: PSQLException (SQL state 42601)"),
                new Situation(
                        check -> check.row("a tax rate", "INSERT INTO orders VALUES (1) RETURNING 1"),
                        CONFIGURATION,
                        "DB-119 a tax rate: could not be looked at: PSQLException (SQL state 25006)"),
                new Situation(
                        check -> check.extension("nosuch"),
                        CONFIGURATION,
                        "DB-140 extension nosuch: is not installed on the server"),
                new Situation(
                        check -> check.extension("hstore"),
                        CONFIGURATION,
                        "DB-141 extension hstore: is installed on the server and not created in database orders"),
                new Situation(
                        check -> check.extension("citext"),
                        CONFIGURATION,
                        "DB-142 extension citext: is in schema shop, which is not on the search path of user"
                                + " orders_user"),
                new Situation(
                        check -> check.extension("pg_trgm"),
                        PERMISSION,
                        "DB-143 extension pg_trgm: is in schema vault, which is closed to user orders_user"),
                new Situation(
                        check -> check.vector("orders", "embedding", 3),
                        CONFIGURATION,
                        "DB-113 orders.embedding: there is no such column"),
                new Situation(
                        check -> check.vector("orders", "total", 3),
                        CONFIGURATION,
                        "DB-145 orders.total: is numeric and not a vector"),
                new Situation(
                        check -> check.vector("chunks", "embedding", 3072),
                        CONFIGURATION,
                        "DB-145 chunks.embedding: takes vectors of 1536 dimensions, and the service makes 3072"),
                new Situation(
                        check -> check.encrypted(), CONFIGURATION, "DB-131 database: the connection is not encrypted"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Situation situation) {
        var startup = Startup.of(situation.asked().apply(check()));

        assertThat(startup.findings()).containsExactly(situation.finding());
        assertThat(startup.report().errors().get(0).failure()).contains(situation.failure());
        assertThat(startup.exitCode()).isEqualTo(situation.failure().exitCode());
        assertThat(startup.retried()).isEqualTo(situation.failure().retryable());
    }

    @Test
    void allThatIsAsAskedForPasses() throws Exception {
        var result = check().tables("orders", "public.catalog", "shop.\"Order Line\"")
                .tables("catalog")
                .rights("orders", Right.SELECT, Right.INSERT)
                .columns("orders", "id", "TOTAL", "\"Note\"")
                .rows("catalog", 3)
                .row("a catalog", "SELECT id FROM catalog")
                .extension("cube", "1.2")
                .vector("chunks", "embedding", 1536)
                .vector("shop.chunks", "embedding", 2)
                .writable()
                .version(12)
                .connections(10)
                .check(Asked.starting(Startup.TIMEOUT));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details())
                .containsEntry("database", "orders")
                .containsEntry("user", "orders_user")
                .containsEntry("schema", "public")
                .containsEntry("tls", "false")
                .containsKeys("version", "response_time_ms")
                .doesNotContainKeys("replica", "read_only");
    }

    @Test
    void everyThingThatIsWrongIsInOneReport() {
        var startup = Startup.of(check().tables("orders", "nowhere", "hidden")
                .row("a tax rate", "SELEC 1")
                .rows("catalog", 4)
                .extension("nosuch"));

        assertThat(startup.report().errors())
                .extracting(Finding::code)
                .containsExactly("DB-110", "DB-111", "DB-119", "DB-112", "DB-140");
        assertThat(startup.exitCode()).isEqualTo(BUG.exitCode());
    }

    @Test
    void aLockedTableIsToldFromADeadServer() throws SQLException {
        try (var other = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");

            var startup = Startup.of(check().rows("locked", 1).rows("catalog", 4), Duration.ofSeconds(2));

            assertThat(startup.findings())
                    .containsExactly(
                            "DB-119 locked: gave no answer in time; it may be locked (SQL state 57014)",
                            "DB-112 catalog: has 3 of at least 4 rows");
            assertThat(startup.report().errors().get(0).failure()).contains(TIMEOUT);
        }
    }

    @Test
    void aRoleThatReadsOnlyWillNotDoForWriting() throws Exception {
        var reader = as("reader", "Quiet-Lantern-5").tables("orders");

        assertThat(reader.check(Asked.starting(Startup.TIMEOUT)).details()).containsEntry("read_only", "true");
        assertThat(Startup.of(reader.writable()).findings())
                .containsExactly("DB-130 database: its transactions are read-only");
    }

    @Test
    void whatIsUnwiseIsAWarningAndFailsNothing() {
        var startup = Startup.of(as("postgres", "").connections(100_000));

        assertThat(startup.exitCode()).isZero();
        assertThat(startup.findings()).first().isEqualTo("DB-132 database: user postgres is a superuser");
        assertThat(startup.findings())
                .last()
                .asString()
                .matches("DB-150 connections: the service may open 100000 connections; of the server's \\d+, 3 are"
                        + " reserved, \\d+ are other users' now and \\d+ are a safe share");
    }

    @Test
    void connectionsThatOthersHaveAreNotForUs() throws SQLException {
        int max = 100;
        try (var other = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                var statement = other.createStatement();
                var setting = statement.executeQuery("SHOW max_connections")) {
            setting.next();
            max = setting.getInt(1);
        }
        int safe = (max - 3) * 90 / 100;
        var others = new ArrayList<Connection>();
        try {
            for (int i = 0; i < max / 3; i++) {
                others.add(DriverManager.getConnection(server.jdbcUrl(), "postgres", ""));
            }
            assertThat(Startup.of(check().connections(safe)).findings())
                    .singleElement()
                    .asString()
                    .startsWith("DB-150 connections: the service may open " + safe);
            assertThat(Startup.of(check().connections(safe / 2)).findings()).isEmpty();
        } finally {
            for (Connection each : others) {
                each.close();
            }
        }
    }

    @Test
    void thePoolersConnectionsAreNotTheServers() throws Exception {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", "")) {
            var result = DatabaseCheck.of(Pooler.before(connection))
                    .connections(100_000)
                    .check(Asked.starting(Startup.TIMEOUT));

            assertThat(result.details()).containsEntry("pooler", "true");
        }
    }

    @Test
    void limitsOfTheRoleAndTheDatabaseCountToo() throws SQLException {
        server.asSuperuser("ALTER ROLE orders_user CONNECTION LIMIT 20", "ALTER DATABASE orders CONNECTION LIMIT 30");
        try {
            assertThat(Startup.of(check().connections(40)).findings())
                    .containsExactly(
                            "DB-151 connections: the service may open 40 connections and the role is limited to 20",
                            "DB-151 connections: the service may open 40 connections and the database is limited to"
                                    + " 30");
        } finally {
            server.asSuperuser(
                    "ALTER ROLE orders_user CONNECTION LIMIT -1", "ALTER DATABASE orders CONNECTION LIMIT -1");
        }
    }

    @Test
    void aServerThatIsTooOldSaysHowOldItIs() {
        assertThat(Startup.of(check().version(99)).findings())
                .singleElement()
                .asString()
                .matches("DB-133 database: PostgreSQL [0-9.]+.* is older than 99");
    }

    @Test
    void anExtensionThatIsTooOldSaysWhetherTheServerHasANewerOne() throws Exception {
        var tooOld = Startup.of(check().extension("cube", "99.1"));

        assertThat(tooOld.findings())
                .singleElement()
                .asString()
                .matches("DB-144 extension cube: version 1\\.\\d is older" + " than 99.1");
        assertThat(tooOld.report().errors().get(0).fix()).startsWith("upgrade its package on the server");
    }

    @Test
    void aVectorOfAnyDimensionIsAWarning() {
        assertThat(Startup.of(check().vector("chunks", "anything", 3)).findings())
                .containsExactly("DB-145 chunks.anything: takes vectors of any dimension, so that nothing keeps wrong"
                        + " ones out");
    }

    @Test
    void theConnectionIsLeftAsItWas() throws Exception {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        try (var connection = source.getConnection()) {
            var same = new OneConnection(connection);
            connection.setNetworkTimeout(Runnable::run, 77_000);
            DatabaseCheck.of(same).tables("orders", "nowhere");
            assertThat(DatabaseCheck.of(same)
                            .tables("orders")
                            .check(Asked.starting(Startup.TIMEOUT))
                            .status())
                    .isEqualTo(HealthStatus.UP);

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getNetworkTimeout()).isEqualTo(77_000);
            try (var shown = connection.createStatement().executeQuery("SHOW statement_timeout")) {
                shown.next();
                assertThat(shown.getString(1)).isEqualTo("0");
            }
        }
    }
}
