package io.muster.validation.database;

import static io.muster.lifecycle.Failure.CONFIGURATION;
import static io.muster.lifecycle.Failure.CREDENTIALS;
import static io.muster.lifecycle.Failure.OVERLOADED;
import static io.muster.lifecycle.Failure.PERMISSION;
import static io.muster.lifecycle.Failure.TIMEOUT;
import static io.muster.lifecycle.Failure.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.muster.lifecycle.Failure;
import io.muster.samples.servers.FaultProxy;
import io.muster.samples.servers.FreePort;
import io.muster.samples.servers.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Why there is no connection, with a pool and without. */
@Timeout(180)
class LoginTest {
    private static final String PASSWORD = "Planted-Pass-77";
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static PostgresServer server;
    private static FaultProxy proxy;

    @BeforeAll
    static void startServer() throws SQLException {
        server = PostgresServer.start();
        proxy = FaultProxy.to(server.host(), server.port());
        server.asSuperuser(
                "CREATE ROLE known LOGIN PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE group_only PASSWORD '" + PASSWORD + "'",
                "CREATE ROLE crowded LOGIN CONNECTION LIMIT 0 PASSWORD '" + PASSWORD + "'",
                "CREATE DATABASE closed",
                "REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
    }

    @AfterAll
    static void stopServer() {
        proxy.close();
        server.close();
    }

    @AfterEach
    void heal() {
        proxy.pass();
    }

    private record Login(String url, String user, String password) {
        HikariDataSource pool() {
            return pool(2);
        }

        HikariDataSource pool(int maximum) {
            var config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword(password);
            config.setMaximumPoolSize(maximum);
            config.setInitializationFailTimeout(-1);
            return new HikariDataSource(config);
        }

        PGSimpleDataSource plain() {
            var source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
    }

    record Situation(String name, Consumer<FaultProxy> fault, Login login, Failure failure, String finding) {
        Situation(String name, Login login, Failure failure, String finding) {
            this(name, FaultProxy::pass, login, failure, finding);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Login login(String database, String user, String password) {
        return new Login("jdbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + database, user, password);
    }

    private static Login good() {
        return login("orders", "known", PASSWORD);
    }

    static Stream<Situation> refused() {
        return Stream.of(
                new Situation(
                        "wrong password",
                        login("orders", "known", "Planted-Wrong-1"),
                        CREDENTIALS,
                        "DB-101 database: refuses the user or the password (SQL state 28P01)"),
                new Situation(
                        "unknown user",
                        login("orders", "nobody", PASSWORD),
                        CREDENTIALS,
                        "DB-101 database: refuses the user or the password (SQL state 28P01)"),
                new Situation(
                        "role that may not log in",
                        login("orders", "group_only", PASSWORD),
                        CREDENTIALS,
                        "DB-101 database: does not let this user in (SQL state 28000)"),
                new Situation(
                        "no such database",
                        login("nowhere", "known", PASSWORD),
                        CONFIGURATION,
                        "DB-103 database: has no database of that name (SQL state 3D000)"),
                new Situation(
                        "no right to the database",
                        login("closed", "known", PASSWORD),
                        PERMISSION,
                        "DB-102 database: refuses the user this database (SQL state 42501)"),
                new Situation(
                        "no connection to spare",
                        login("orders", "crowded", PASSWORD),
                        OVERLOADED,
                        "DB-105 database: has no connection to spare (SQL state 53300)"),
                new Situation(
                        "TLS asked of a server without",
                        login("orders?sslmode=require", "known", PASSWORD),
                        CONFIGURATION,
                        "DB-104 database: and the driver cannot agree on TLS (SQL state 08004)"),
                new Situation(
                        "nobody listens",
                        new Login("jdbc:postgresql://127.0.0.1:" + FreePort.next() + "/orders", "known", PASSWORD),
                        UNAVAILABLE,
                        "DB-100 database: is not reachable (SQL state 08001)"),
                new Situation(
                        "no such host",
                        new Login("jdbc:postgresql://database.invalid:5432/orders", "known", PASSWORD),
                        UNAVAILABLE,
                        "DB-100 database: is not reachable (SQL state 08001)"),
                new Situation(
                        "connections dropped",
                        FaultProxy::drop,
                        good(),
                        UNAVAILABLE,
                        "DB-100 database: is not reachable (SQL state 08001)"),
                new Situation(
                        "answer broken off",
                        fault -> fault.dropAfter(5),
                        good(),
                        UNAVAILABLE,
                        "DB-100 database: is not reachable (SQL state 08001)"),
                new Situation(
                        "half closed",
                        FaultProxy::halfClose,
                        good(),
                        UNAVAILABLE,
                        "DB-100 database: is not reachable (SQL state 08001)"),
                new Situation(
                        "corrupted",
                        FaultProxy::corrupt,
                        good(),
                        UNAVAILABLE,
                        "DB-100 database: what answers there does not speak its protocol (SQL state 08P01)"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhyPastAPool(Situation situation) {
        situation.fault().accept(proxy);
        try (var pool = situation.login().pool()) {
            judge(situation, Startup.of(DatabaseCheck.of(pool)));
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhyWithoutAPool(Situation situation) {
        situation.fault().accept(proxy);

        judge(situation, Startup.of(DatabaseCheck.of(situation.login().plain())));
    }

    private static void judge(Situation situation, Startup startup) {
        assertThat(startup.findings()).containsExactly(situation.finding());
        assertThat(startup.report().errors().get(0).failure()).contains(situation.failure());
        assertThat(startup.report().errors().get(0).fix()).isNotEmpty();
        assertThat(startup.exitCode()).isEqualTo(situation.failure().exitCode());
        assertThat(startup.retried()).isEqualTo(situation.failure().retryable());
        assertThat(startup.report().toString()).doesNotContain("Planted");
    }

    @Test
    void noDriverForTheUrl() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:nosuch://127.0.0.1/orders");
            var startup = Startup.of(DatabaseCheck.of(pool));

            assertThat(startup.findings())
                    .containsExactly("DB-107 database: has a URL that no JDBC driver takes (SQL state 08001)");
            assertThat(startup.exitCode()).isEqualTo(78);
            assertThat(startup.retried()).isFalse();
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingIsATimeout() {
        proxy.hold();
        try (var pool = good().pool()) {
            for (var source : List.of(pool, good().plain())) {
                var startup = Startup.of(DatabaseCheck.of(source), SHORT);

                assertThat(startup.report().errors().get(0).failure()).contains(TIMEOUT);
                assertThat(startup.exitCode()).isEqualTo(TIMEOUT.exitCode());
            }
        }
    }

    @Test
    void aSlowNetworkIsWaitedFor() {
        proxy.delay(Duration.ofMillis(30));

        assertThat(Startup.of(DatabaseCheck.of(good().plain())).exitCode()).isZero();
    }

    @Test
    void aPoolWithNothingLeftSaysSo() throws SQLException {
        try (var pool = good().pool();
                var first = pool.getConnection();
                var second = pool.getConnection()) {
            assertThat(first).isNotSameAs(second);

            var startup = Startup.of(DatabaseCheck.of(pool), SHORT);

            assertThat(startup.findings())
                    .containsExactly("DB-106 database: all 2 connections of the pool are in use, 0 more are waited for;"
                            + " find what holds them, or raise the pool's maximum");
            assertThat(startup.exitCode()).isEqualTo(OVERLOADED.exitCode());
        }
    }

    @Test
    void aPoolWhoseOnlyConnectionTheCheckHoldsIsNotTakenForExhausted() {
        try (var pool = good().pool(1)) {
            assertThat(Startup.of(DatabaseCheck.of(pool)).findings()).isEmpty();

            var startup = Startup.of(
                    DatabaseCheck.of(pool)
                            .row("patience", "SELECT pg_sleep(30)")
                            .row("more", "SELECT 1 FROM nowhere"),
                    SHORT);

            assertThat(startup.findings())
                    .first()
                    .asString()
                    .doesNotContain("connections of the pool")
                    .contains("in time");
        }
    }

    @Test
    void aServerThatShutsDownIsTriedAgain() throws SQLException {
        try (var leaving = PostgresServer.startEmbedded();
                var last = DriverManager.getConnection(leaving.jdbcUrl(), leaving.user(), leaving.password())) {
            leaving.stopTakingConnections();
            var source = new PGSimpleDataSource();
            source.setUrl(leaving.jdbcUrl());
            source.setUser(leaving.user());
            source.setPassword(leaving.password());

            var startup = Startup.of(DatabaseCheck.of(source));

            assertThat(startup.findings())
                    .containsExactly("DB-100 database: is starting up or shutting down (SQL state 57P03)");
            assertThat(startup.exitCode()).isEqualTo(UNAVAILABLE.exitCode());
            assertThat(startup.retried()).isTrue();
            assertThat(last.isValid(5)).isTrue();
        }
    }

    @Test
    void aReplicaWillNotDoForWriting() throws SQLException {
        try (var replica = PostgresServer.startEmbedded()) {
            replica.asSuperuser("CREATE TABLE orders AS SELECT 1", "GRANT SELECT ON orders TO " + replica.user());
            replica.restartAsReplica();
            var source = new PGSimpleDataSource();
            source.setUrl(replica.jdbcUrl());
            source.setUser(replica.user());
            source.setPassword(replica.password());
            var check = DatabaseCheck.of(source).tables("orders");

            var reading = Startup.of(check);
            var writing = Startup.of(check.writable());

            assertThat(reading.exitCode()).isZero();
            assertThat(reading.report()
                            .components()
                            .get(0)
                            .result()
                            .orElseThrow()
                            .details())
                    .containsEntry("replica", "true");
            assertThat(writing.findings()).containsExactly("DB-130 database: is a replica, which takes no writes");
        }
    }
}
