package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
