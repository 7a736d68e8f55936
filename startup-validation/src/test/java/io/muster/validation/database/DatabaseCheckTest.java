package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.PostgresServer;
import io.muster.validation.Asked;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(120)
class DatabaseCheckTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = PostgresServer.start();
        execute("CREATE TABLE orders (id int)");
        execute("CREATE TABLE catalog (id int)");
        execute("INSERT INTO catalog SELECT generate_series(1, 3)");
        execute("CREATE TABLE hidden (id int)");
        execute("REVOKE ALL ON hidden FROM PUBLIC, " + server.user());
        execute("CREATE SCHEMA shop");
        execute("CREATE TABLE shop.\"Order Line\" (id int)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HikariDataSource pool(String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.user());
        config.setPassword(password);
        config.setMaximumPoolSize(2);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Test
    void findsAllThatItAsksForDuringTheStart() throws Exception {
        try (var pool = pool(server.password())) {
            var result = DatabaseCheck.of(pool)
                    .tables("orders", "catalog", "shop.\"Order Line\"")
                    .rows("catalog", 3)
                    .check(Asked.starting(LONG));

            assertThat(result.status()).isEqualTo(HealthStatus.UP);
            assertThat(result.details())
                    .containsKeys("response_time_ms", "pool.size", "pool.checked_in")
                    .containsEntry("pool.checked_out", "1")
                    .containsEntry("database", server.database())
                    .containsEntry("user", server.user());
        }
    }

    @Test
    void reportsEveryTableThatIsMissingForbiddenOrEmpty() {
        try (var pool = pool(server.password())) {
            var check = DatabaseCheck.of(pool)
                    .tables("orders", "nowhere", "hidden", "shop.nothing")
                    .rows("catalog", 4);

            var thrown = catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(LONG)));

            assertThat(thrown.findings())
                    .extracting(finding -> finding.code() + " " + finding.subject())
                    .containsExactly("DB-110 nowhere", "DB-111 hidden", "DB-110 shop.nothing", "DB-112 catalog");
            assertThat(thrown.findings().get(3).message()).isEqualTo("has 3 of at least 4 rows");
            assertThat(thrown.failure()).isEqualTo(Failure.CONFIGURATION);
        }
    }

    @Test
    void knowsAWrongPasswordAtOnceAndDoesNotRepeatIt() {
        try (var pool = pool("Planted-Wrong-1")) {
            var check = DatabaseCheck.of(pool);
            var context = Asked.starting(LONG);

            var thrown = catchThrowableOfType(FailureException.class, () -> check.check(context));

            assertThat(thrown.failure()).isEqualTo(Failure.CREDENTIALS);
            assertThat(thrown.findings().get(0).code()).isEqualTo("DB-101");
            assertThat(thrown.findings().get(0).toString()).doesNotContain("Planted");
            assertThat(context.remaining()).as("left of 20 s").isGreaterThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void knowsAMissingDatabase() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + server.host() + ":" + server.port() + "/nowhere");
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setInitializationFailTimeout(-1);
        try (var pool = new HikariDataSource(config)) {
            var thrown = catchThrowableOfType(
                    FailureException.class, () -> DatabaseCheck.of(pool).check(Asked.starting(LONG)));

            assertThat(thrown.failure()).isEqualTo(Failure.CONFIGURATION);
            assertThat(thrown.findings().get(0).message()).isEqualTo("has no database of that name (SQL state 3D000)");
        }
    }

    @Test
    void tellsAnExhaustedPoolFromADeadDatabase() throws Exception {
        try (var pool = pool(server.password());
                var first = pool.getConnection();
                var second = pool.getConnection()) {
            assertThat(first).isNotSameAs(second);

            var result = DatabaseCheck.of(pool).check(Asked.running(SHORT));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.failure()).contains(Failure.OVERLOADED);
            assertThat(result.reason()).startsWith("all 2 connections of the pool are in use");
            assertThat(result.details()).containsEntry("pool.checked_out", "2").containsEntry("pool.checked_in", "0");
        }
    }

    @Test
    void isDownWhenTheServerDies() throws Exception {
        try (var own = PostgresServer.start();
                var pool = poolOf(own)) {
            var check = DatabaseCheck.of(pool);
            assertThat(check.check(Asked.running(SHORT)).status()).isEqualTo(HealthStatus.UP);

            own.kill();
            var result = check.check(Asked.running(SHORT));

            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.failure()).contains(Failure.UNAVAILABLE);
            assertThat(result.reason()).isEqualTo("is not reachable");
        }
    }

    private static HikariDataSource poolOf(PostgresServer server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @Test
    void answersInTimeAboutAServerThatIsFrozenDuringTheStart() {
        try (var own = PostgresServer.start();
                var pool = poolOf(own)) {
            own.freeze();
            try {
                var thrown = catchThrowableOfType(
                        FailureException.class, () -> DatabaseCheck.of(pool).check(Asked.starting(SHORT)));

                assertThat(thrown.failure()).isEqualTo(Failure.TIMEOUT);
                assertThat(thrown.findings().get(0).code()).isEqualTo("DB-100");
            } finally {
                own.thaw();
            }
        }
    }

    @Test
    void answersInTimeWhenTheServerFreezesAfterTheLogin() {
        try (var own = PostgresServer.start()) {
            var source = new PGSimpleDataSource() {
                private static final long serialVersionUID = 1L;

                @Override
                public Connection getConnection() throws SQLException {
                    Connection connection = super.getConnection();
                    own.freeze();
                    return connection;
                }
            };
            source.setUrl(own.jdbcUrl());
            source.setUser(own.user());
            source.setPassword(own.password());
            var check = DatabaseCheck.of(source).tables("orders");
            try {
                long began = System.nanoTime();
                var thrown = catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(SHORT)));

                assertThat(thrown.failure()).isEqualTo(Failure.TIMEOUT);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
            } finally {
                own.thaw();
            }
        }
    }

    @Test
    void isDownWhileTheServerIsFrozenAndUpWhenItThaws() throws Exception {
        try (var own = PostgresServer.start();
                var pool = poolOf(own)) {
            var check = DatabaseCheck.of(pool);
            assertThat(check.check(Asked.running(SHORT)).status()).isEqualTo(HealthStatus.UP);
            own.freeze();
            try {
                assertThat(check.check(Asked.running(SHORT)).status()).isEqualTo(HealthStatus.DOWN);
            } finally {
                own.thaw();
            }

            assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void worksWithoutAPool() throws Exception {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        DataSource plain = source;

        var deep = DatabaseCheck.of(plain).tables("orders").check(Asked.starting(LONG));
        var quick = DatabaseCheck.of(plain).check(Asked.running(SHORT));

        assertThat(deep.status()).isEqualTo(HealthStatus.UP);
        assertThat(quick.details()).containsOnlyKeys("response_time_ms");
    }

    @Test
    void refusesNamesThatAreNone() {
        var check = DatabaseCheck.of(new PGSimpleDataSource());

        assertThatThrownBy(() -> check.tables("orders; DROP TABLE orders"))
                .hasMessage("'orders; DROP TABLE orders' is no table name; write name or schema.name");
        assertThatThrownBy(() -> check.tables("\"a\" \"b\"")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check.rows("orders", 0)).hasMessage("'orders': rows must be between 1 and 10000: 0");
    }
}
