package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.StartupFailedException;
import io.muster.lifecycle.StartupReport;
import io.muster.samples.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(180)
class SchemaMigrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = PostgresServer.start();
        server.asSuperuser("GRANT ALL ON SCHEMA public TO " + server.user());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void createsWhatTheCheckThenFinds() {
        var app = LifecycleManager.named("orders");
        var database = app.add(Component.component("database", SchemaMigrationTest::pool)
                .check(DatabaseCheck::of)
                .stop(HikariDataSource::close));
        app.add(SchemaMigration.component(
                        "schema", database::get, source -> run(source, "CREATE TABLE IF NOT EXISTS orders (id int)"))
                .dependsOn(database)
                .check(nothing ->
                        DatabaseCheck.of(database.get()).tables("orders").writable()));

        StartupReport report = app.start();
        app.stop("seen");

        assertThat(report.findings()).isEmpty();
        await().atMost(PATIENCE).until(() -> locks() == 0);
    }

    @Test
    void tenInstancesMigrateOneAfterTheOther() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<StartupReport> instance = () -> {
            var app = LifecycleManager.named("orders").startBudget(PATIENCE);
            app.add(SchemaMigration.component("many", () -> source(), source -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        run(source, "CREATE TABLE IF NOT EXISTS many (id int)");
                        inside.decrementAndGet();
                    })
                    .startTimeout(PATIENCE));
            var report = app.start();
            app.stop("seen");
            return report;
        };
        var threads = Executors.newFixedThreadPool(10);
        List<Future<StartupReport>> reports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reports.add(threads.submit(instance));
        }
        for (var report : reports) {
            assertThat(report.get().findings()).isEmpty();
        }
        threads.shutdown();

        assertThat(most).as("at a time").hasValue(1);
        await().atMost(PATIENCE).until(() -> locks() == 0);
    }

    @Test
    void aMigrationThatWaitsInVainSaysSoAndLetsGo() throws Exception {
        var holds = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var holder = LifecycleManager.named("holder").startBudget(PATIENCE);
        holder.add(SchemaMigration.component("held", () -> source(), source -> {
                    holds.countDown();
                    free.await();
                })
                .startTimeout(PATIENCE));
        var holding = new Thread(holder::start);
        holding.start();
        holds.await();

        var waiter = LifecycleManager.named("waiter").startBudget(Duration.ofSeconds(2));
        waiter.add(SchemaMigration.component("held", () -> source(), source -> {
            throw new AssertionError("another instance is at it");
        }));
        StartupReport report = failed(waiter);

        assertThat(report.exitCode()).isIn(75, 69, 124);
        free.countDown();
        holding.join(PATIENCE.toMillis());
        holder.stop("seen");
        await().atMost(PATIENCE).until(() -> locks() == 0);
    }

    @Test
    void aMigrationThatFailsLetsGoAndSaysWhy() {
        var app = LifecycleManager.named("orders");
        app.add(SchemaMigration.component("broken", () -> source(), source -> run(source, "CREATE NONSENSE")));

        assertThat(failed(app).exitCode()).isEqualTo(70);
        await().atMost(PATIENCE).until(() -> locks() == 0);
    }

    @Test
    void elsewhereNothingIsLocked() throws SQLException {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:migrated;DB_CLOSE_DELAY=-1");
        var app = LifecycleManager.named("orders");
        app.add(SchemaMigration.component("schema", () -> source, h2 -> run(h2, "CREATE TABLE orders (id int)"))
                .check(nothing -> DatabaseCheck.of(source).tables("orders")));

        assertThat(app.start().findings()).isEmpty();
        app.stop("seen");
        run(source, "SHUTDOWN");
    }

    private static DataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    private static StartupReport failed(LifecycleManager app) {
        try {
            return app.start();
        } catch (StartupFailedException e) {
            return e.report();
        }
    }

    private static int locks() {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
