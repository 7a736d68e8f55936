package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.FaultProxy;
import io.muster.samples.servers.PostgresServer;
import io.muster.validation.Asked;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** What the check says while the service runs. */
@Timeout(180)
class RuntimeTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static PostgresServer server;
    private static FaultProxy proxy;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start();
        proxy = FaultProxy.to(server.host(), server.port());
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

    private static String url() {
        return "jdbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + server.database();
    }

    private static HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private static PGSimpleDataSource plain() {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    private static HealthResult ask(HealthCheck check, Duration timeout) {
        try {
            return check.check(Asked.running(timeout));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void isDown(HealthResult result, Failure failure, String reason) {
        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.failure()).contains(failure);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    void aPoolIsUpWithItsFigures() {
        try (var pool = pool()) {
            var result = ask(DatabaseCheck.of(pool).tables("nowhere"), LONG);

            assertThat(result.status())
                    .as("tables are looked at during the start only")
                    .isEqualTo(HealthStatus.UP);
            assertThat(result.details())
                    .containsOnlyKeys("response_time_ms", "pool.size", "pool.checked_in", "pool.checked_out");
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void aPoolThatHasNotBegunIsBegun() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(url());
            pool.setUsername(server.user());
            pool.setPassword(server.password());

            assertThat(ask(DatabaseCheck.of(pool), LONG).details()).containsKey("pool.size");
        }
    }

    @Test
    void anExhaustedPoolIsNoDeadDatabase() throws SQLException {
        try (var pool = pool();
                var first = pool.getConnection();
                var second = pool.getConnection()) {
            assertThat(first).isNotSameAs(second);

            var result = ask(DatabaseCheck.of(pool), Duration.ofSeconds(5));

            isDown(
                    result,
                    Failure.OVERLOADED,
                    "all 2 connections of the pool are in use, 0 more are waited for; find what holds them, or raise the"
                            + " pool's maximum");
            assertThat(result.details()).containsEntry("pool.checked_out", "2").containsEntry("pool.checked_in", "0");
        }
    }

    @Test
    void aDeadDatabaseBehindABusyPoolIsNoExhaustedPool() throws SQLException {
        try (var pool = pool();
                var first = pool.getConnection();
                var second = pool.getConnection()) {
            assertThat(first).isNotSameAs(second);
            var check = DatabaseCheck.of(pool);
            server.freeze();
            try {
                for (int i = 0; i < 3; i++) {
                    isDown(ask(check, SHORT), Failure.TIMEOUT, "did not answer in time");
                }
                assertThat(connecting()).as("attempts that hang").isLessThanOrEqualTo(1);
            } finally {
                server.thaw();
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(ask(check, SHORT).failure()).contains(Failure.OVERLOADED));

            proxy.drop();
            isDown(ask(check, SHORT), Failure.UNAVAILABLE, "is not reachable");
        }
    }

    private static long connecting() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("muster-database-connect"))
                .count();
    }

    @Test
    void aPoolThatReadsOnlyWillNotDoForWriting() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(url());
            pool.setUsername(server.user());
            pool.setPassword(server.password());
            pool.setReadOnly(true);

            assertThat(Startup.of(DatabaseCheck.of(pool).writable()).findings())
                    .contains("DB-130 database: its transactions are read-only");
            assertThat(Startup.of(DatabaseCheck.of(pool)).exitCode()).isZero();
        }
    }

    @Test
    void aNetworkThatDropsConnectionsIsUnreachableAndComesBack() {
        try (var pool = pool()) {
            var check = DatabaseCheck.of(pool);
            assertThat(ask(check, LONG).status()).isEqualTo(HealthStatus.UP);

            proxy.drop();
            isDown(ask(check, SHORT), Failure.UNAVAILABLE, "is not reachable");

            proxy.pass();
            assertThat(ask(check, LONG).status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingIsATimeoutAndComesBack() {
        try (var pool = pool()) {
            for (var check : new HealthCheck[] {DatabaseCheck.of(pool), DatabaseCheck.of(plain())}) {
                assertThat(ask(check, LONG).status()).isEqualTo(HealthStatus.UP);

                proxy.hold();
                assertThat(ask(check, SHORT).status()).isEqualTo(HealthStatus.DOWN);
                isDown(ask(check, SHORT), Failure.TIMEOUT, "did not answer in time");

                proxy.pass();
                assertThat(ask(check, LONG).status()).isEqualTo(HealthStatus.UP);
            }
        }
    }

    @Test
    void aConnectionThatIsHalfClosedIsDown() {
        var check = DatabaseCheck.of(plain());
        proxy.halfClose();

        isDown(ask(check, SHORT), Failure.UNAVAILABLE, "is not reachable");
    }

    @Test
    void answersThatAreGarbledAreDown() {
        try (var pool = pool()) {
            assertThat(ask(DatabaseCheck.of(pool), LONG).status()).isEqualTo(HealthStatus.UP);
            proxy.corrupt();

            assertThat(ask(DatabaseCheck.of(pool), SHORT).status()).isEqualTo(HealthStatus.DOWN);
            assertThat(ask(DatabaseCheck.of(plain()), SHORT).status()).isEqualTo(HealthStatus.DOWN);
        }
    }

    @Test
    void theServersGoodbyeIsHeard() throws SQLException {
        try (var pool = pool()) {
            var check = DatabaseCheck.of(pool);
            assertThat(ask(check, LONG).status()).isEqualTo(HealthStatus.UP);

            server.asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                    + server.user() + "' AND pid <> pg_backend_pid()");

            assertThat(ask(check, LONG).status()).as("by a new connection").isEqualTo(HealthStatus.UP);
        }
    }
}
