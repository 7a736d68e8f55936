package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** A database that is no PostgreSQL is asked through JDBC alone. */
class OtherDatabaseTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final JdbcDataSource source = new JdbcDataSource();
    private Connection keptOpen;

    @BeforeEach
    void open() throws SQLException {
        source.setURL("jdbc:h2:mem:other");
        keptOpen = source.getConnection();
        try (var statement = keptOpen.createStatement()) {
            statement.execute("CREATE TABLE order_lines (id int)");
            statement.execute("CREATE TABLE \"Catalog\" (id int)");
            statement.execute("INSERT INTO \"Catalog\" VALUES (1), (2)");
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.carts (id int)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        keptOpen.close();
    }

    @Test
    void findsTablesAsTheDatabaseFoldsTheirNames() throws Exception {
        var check = DatabaseCheck.of(source)
                .tables("order_lines", "\"Catalog\"", "shop.carts")
                .rows("\"Catalog\"", 2);

        assertThat(check.check(Asked.starting(LONG)).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void takesNoNameForAPattern() {
        var check = DatabaseCheck.of(source)
                .tables("order__ines", "catalog", "shop.order_lines")
                .rows("\"Catalog\"", 3);

        var thrown = catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(LONG)));

        assertThat(thrown.findings())
                .extracting(finding -> finding.code() + " " + finding.subject())
                .containsExactly(
                        "DB-110 order__ines", "DB-110 catalog", "DB-110 shop.order_lines", "DB-112 \"Catalog\"");
    }

    private Startup startup(DatabaseCheck check) {
        return Startup.of(check);
    }

    @Test
    void saysWhoIsConnectedToWhat() throws Exception {
        var result = DatabaseCheck.of(source).version(2).writable().check(Asked.starting(LONG));

        assertThat(result.details())
                .containsEntry("database", "OTHER")
                .containsEntry("schema", "PUBLIC")
                .containsKeys("user", "version", "response_time_ms");
    }

    @Test
    void findsColumnsAndRowsAndWhatAQueryGives() {
        var check = DatabaseCheck.of(source)
                .columns("order_lines", "id", "total")
                .rows("\"Catalog\"", 3)
                .row("a first one", "SELECT 1 FROM \"Catalog\" WHERE id = 1")
                .row("a ninth one", "SELECT 1 FROM \"Catalog\" WHERE id = 9");

        assertThat(startup(check).findings())
                .containsExactly(
                        "DB-113 order_lines: has no column total",
                        "DB-112 \"Catalog\": has 2 of at least 3 rows",
                        "DB-115 a ninth one: is not there: its query gives no row");
    }

    @Test
    void tellsRightsAsFarAsTheDriverDoes() throws SQLException {
        try (var statement = keptOpen.createStatement()) {
            statement.execute("CREATE USER reader PASSWORD 'Quiet-Lantern-5'");
            statement.execute("GRANT SELECT, INSERT ON order_lines TO reader");
        }
        var reader = new JdbcDataSource();
        reader.setURL("jdbc:h2:mem:other");
        reader.setUser("reader");
        reader.setPassword("Quiet-Lantern-5");

        var startup = startup(DatabaseCheck.of(reader)
                .rights("order_lines", Right.SELECT, Right.INSERT, Right.DELETE)
                .tables("\"Catalog\""));

        assertThat(startup.findings())
                .containsExactly(
                        "DB-111 \"Catalog\": the user has no right to SELECT",
                        "DB-111 order_lines: the database does not tell whether the user has DELETE");
        assertThat(startup.exitCode()).isEqualTo(77);
    }

    @Test
    void knowsAWrongPasswordAndAMissingDatabase() {
        var wrong = new JdbcDataSource();
        wrong.setURL("jdbc:h2:mem:other");
        wrong.setUser("nobody");
        wrong.setPassword("Planted-Wrong-1");
        var missing = new JdbcDataSource();
        missing.setURL("jdbc:h2:mem:nowhere;IFEXISTS=TRUE");

        assertThat(startup(DatabaseCheck.of(wrong)).findings())
                .containsExactly("DB-101 database: refuses the user or the password (SQL state 28000)");
        assertThat(startup(DatabaseCheck.of(missing)).findings())
                .containsExactly("DB-103 database: has no database of that name (SQL state 90146)");
    }

    @Test
    void saysWhatOnlyPostgresIsAskedFor() {
        var startup =
                startup(DatabaseCheck.of(source).extension("vector").encrypted().connections(10));

        assertThat(startup.findings())
                .containsExactly(
                        "DB-109 extension vector: H2 has no extensions",
                        "DB-109 database: whether the connection is encrypted: H2 is not asked about it",
                        "DB-109 connections: H2 is not asked for its limit of connections");
    }

    @Test
    void aDatabaseThatIsReadOnlyWillNotDoForWriting(@TempDir Path folder) throws SQLException {
        var file = new JdbcDataSource();
        file.setURL("jdbc:h2:" + folder.resolve("orders"));
        file.getConnection().close();
        file.setURL("jdbc:h2:" + folder.resolve("orders") + ";ACCESS_MODE_DATA=r");
        var startup = startup(DatabaseCheck.of(file).writable());

        assertThat(startup.findings()).containsExactly("DB-130 database: its transactions are read-only");
    }

    @Test
    void whetherItIsAReplicaIsNotKnown() {
        assertThat(startup(DatabaseCheck.of(source).writable()).findings())
                .containsExactly("DB-109 database: whether it is a replica: H2 is not asked");
    }

    @Test
    void aDriverThatSaysOfTheDatabaseWhatItWasToldOfTheConnectionIsNotFooled() {
        var driver = new OtherDriver(
                source,
                Map.of("isReadOnly", (real, arguments) -> real.getConnection().isReadOnly()));

        assertThat(startup(DatabaseCheck.of(driver.source()).writable()).findings())
                .containsExactly("DB-109 database: whether it is a replica: H2 is not asked");
    }

    @Test
    void aDriverThatTakesNoHintIsLookedAtAllTheSame(@TempDir Path folder) throws Exception {
        var sqlite = new SQLiteDataSource();
        sqlite.setUrl("jdbc:sqlite:" + folder.resolve("orders.db"));
        try (var connection = sqlite.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (Id int, total numeric)");
            statement.execute("INSERT INTO orders VALUES (1, 2)");
            var check = DatabaseCheck.of(new OneConnection(connection))
                    .tables("orders")
                    .columns("orders", "ID", "\"Id\"", "total")
                    .rows("orders", 1);

            assertThat(startup(check).findings()).isEmpty();
            assertThat(startup(check.columns("orders", "\"ID\"")).findings())
                    .containsExactly("DB-113 orders: has no column \"ID\"");
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(statement.executeUpdate("INSERT INTO orders VALUES (2, 3)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void findsTablesWhereADatabaseIsCalledCatalog() {
        var check = DatabaseCheck.of(OtherDriver.likeMySql(source));

        assertThat(startup(check.tables("SHOP.CARTS").columns("SHOP.CARTS", "id", "ID"))
                        .findings())
                .isEmpty();
        assertThat(startup(check.tables("NOWHERE.CARTS")).findings())
                .containsExactly("DB-110 NOWHERE.CARTS: no such table can be seen");
        assertThat(startup(check.columns("SHOP.CARTS", "\"id\"")).findings())
                .containsExactly("DB-113 SHOP.CARTS: has no column \"id\"");
    }

    @Test
    void leavesTheConnectionsQueryTimeoutAsItWas() throws Exception {
        DatabaseCheck.of(new OneConnection(keptOpen)).rows("\"Catalog\"", 1).check(Asked.starting(LONG));

        try (var statement = keptOpen.createStatement()) {
            assertThat(statement.getQueryTimeout()).isZero();
        }
        assertThat(keptOpen.getAutoCommit()).isTrue();
    }

    @Test
    void refusesWhatCannotBeExpected() {
        var check = DatabaseCheck.of(source);

        assertThatThrownBy(() -> check.extension("pgvector")).hasMessage("'pgvector' is called vector as an extension");
        assertThatThrownBy(() -> check.extension("a b")).hasMessage("'a b' is no extension name");
        assertThatThrownBy(() -> check.extension("vector", "new")).hasMessageContaining("'new' is no version");
        assertThatThrownBy(() -> check.vector("chunks", "embedding", 0))
                .hasMessage("'embedding': the dimension must be positive: 0");
        assertThatThrownBy(() -> check.columns("chunks", "a b")).hasMessage("'a b' is no column name");
        assertThatThrownBy(() -> check.connections(0)).hasMessage("connections must be positive: 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders; DROP TABLE orders", "\"a\" \"b\"", "a.b.c", "", "1st", "a.", "\"\"", "a\n", "a-b"})
    void takesNothingForATableThatIsNone(String name) {
        assertThatThrownBy(() -> TableName.of(name))
                .hasMessage("'" + name + "' is no table name; write name or schema.name");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0, 0",
        "1.10, 1.9, 1",
        "1_2, 1.2, 0",
        "0.5, 0.5.1, -1",
        "20260101120000, 9, 1",
        "99999999999999999999999999, 1, 1",
    })
    void comparesVersionsNumberByNumber(String one, String other, int expected) {
        assertThat(Version.of(one).compareTo(Version.of(other))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "10.1.2.3, false",
        "172.20.0.3, false",
        "192.168.1.1, false",
        "::1, false",
        "fd12::1, false",
        "fe80::1, false",
        "203.0.113.7, true",
        "2001:db8::1, true",
        ", false",
    })
    void knowsAPublicNetworkByTheClientsAddress(String client, boolean expected) {
        assertThat(Identity.comesOverPublicNetwork(client)).isEqualTo(expected);
    }
}
