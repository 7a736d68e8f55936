package io.muster.samples.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    private static final PostgresServer POSTGRES = PostgresServer.start();

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    @Test
    void answersQueriesOfItsUserInItsDatabase() throws Exception {
        assertThat(ask(POSTGRES, "SELECT current_user || '@' || current_database()"))
                .isEqualTo(POSTGRES.user() + "@" + POSTGRES.database());
    }

    @Test
    void letsItsUserCreateTables() throws Exception {
        assertThat(ask(POSTGRES, "CREATE TABLE tea (id int); SELECT count(*) FROM tea; DROP TABLE tea"))
                .isNull();
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void saysWhoServes() {
        assertThat(POSTGRES.servedBy()).containsAnyOf("embedded PostgreSQL 1", "Testcontainers with ");
    }

    @Test
    void frozenItAnswersNothingAndThawedItGoesOn() throws Exception {
        POSTGRES.freeze();
        var answer = CompletableFuture.supplyAsync(() -> askUnchecked(POSTGRES, "SELECT 'back'"));
        assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        POSTGRES.thaw();
        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("back");
    }

    @Test
    void killedItRefusesConnectionsAndTheNextOneTakesItsPort() throws Exception {
        int port = FreePort.next();
        try (var first = PostgresServer.start(port)) {
            assertThat(first.port()).isEqualTo(port);
            assertThat(first.url()).isEqualTo(PostgresServer.urlOn(port).replace("127.0.0.1", first.host()));
            first.kill();
            assertThatThrownBy(() -> ask(first, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        try (var second = PostgresServer.start(port)) {
            assertThat(ask(second, "SELECT 'second'")).isEqualTo("second");
        }
    }

    @Test
    void anOldReleaseRunsBesideTheCurrentOne() throws Exception {
        try (var old = PostgresServer.startOld()) {
            assertThat(ask(old, "SHOW server_version")).startsWith("12.");
        }
    }

    @Test
    void itsSettingsAreThoseAskedForAndItsSuperuserIsOne() throws Exception {
        try (var small = PostgresServer.startEmbedded(Map.of("max_connections", "17"))) {
            small.asSuperuser("CREATE ROLE reader", "GRANT reader TO " + small.user());

            assertThat(ask(small, "SHOW max_connections")).isEqualTo("17");
            assertThat(ask(small, "SELECT pg_has_role('reader', 'MEMBER')")).isEqualTo("t");
        }
    }

    @Test
    void asAReplicaItReadsWhatWasWrittenAndWritesNothing() throws Exception {
        try (var replica = PostgresServer.startEmbedded()) {
            ask(replica, "CREATE TABLE tea AS SELECT 'green' AS kind");
            replica.restartAsReplica();

            assertThat(ask(replica, "SELECT kind FROM tea")).isEqualTo("green");
            assertThatThrownBy(() -> ask(replica, "DROP TABLE tea"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
    }

    @Test
    void shuttingDownItRefusesNewcomersUntilTheLastHasLeft() throws Exception {
        try (var leaving = PostgresServer.startEmbedded();
                var last = DriverManager.getConnection(leaving.jdbcUrl(), leaving.user(), leaving.password())) {
            leaving.stopTakingConnections();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatThrownBy(() -> ask(leaving, "SELECT 1"))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    e -> assertThat(e.getSQLState()).isEqualTo("57P03")));
            assertThat(last.isValid(5)).isTrue();
        }
    }

    private static @Nullable String askUnchecked(PostgresServer postgres, String sql) {
        try {
            return ask(postgres, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String ask(PostgresServer postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }
}
