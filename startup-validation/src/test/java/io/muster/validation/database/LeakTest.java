package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.StartupFailedException;
import io.muster.samples.servers.FaultProxy;
import io.muster.samples.servers.PostgresServer;
import io.muster.validation.Asked;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Whatever happens to the server, a check leaves nothing behind. */
@Timeout(300)
class LeakTest {
    private static final String APPLICATION = "leak-test";
    private static final int RUNS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = PostgresServer.startEmbedded();
        server.asSuperuser("CREATE TABLE orders (id int)");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** As the superuser, who needs no password: to compute the proof of one takes longer than all the rest. */
    private static PGSimpleDataSource plain(FaultProxy proxy) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + server.database()
                + "?ApplicationName=" + APPLICATION);
        source.setUser("postgres");
        return source;
    }

    private static HikariDataSource pool(FaultProxy proxy) {
        var config = new HikariConfig();
        config.setJdbcUrl(plain(proxy).getUrl());
        config.setUsername("postgres");
        config.setMaximumPoolSize(4);
        config.setConnectionTimeout(300);
        config.setValidationTimeout(250);
        return new HikariDataSource(config);
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /** Where our threads are, so that a failure says what they wait for. */
    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("muster-database"))
                .map(thread -> Arrays.toString(thread.getValue()))
                .toList();
    }

    private static int sessions() throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + APPLICATION + "'")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void tenThousandRunsAgainstAFlappingServerLeaveNothing() throws Exception {
        long filesBefore = openFiles();
        var statuses = new EnumMap<HealthStatus, AtomicInteger>(HealthStatus.class);
        for (HealthStatus status : HealthStatus.values()) {
            statuses.put(status, new AtomicInteger());
        }
        var flapper = Executors.newSingleThreadScheduledExecutor();
        try (var proxy = FaultProxy.to(server.host(), server.port())) {
            try (var pool = pool(proxy)) {
                var faults = List.<Runnable>of(
                        proxy::drop, proxy::corrupt, proxy::hold, proxy::halfClose, () -> proxy.dropAfter(400));
                var turn = new AtomicInteger();
                var flapping = flapper.scheduleWithFixedDelay(
                        () -> {
                            int now = turn.getAndIncrement();
                            (now % 8 == 0 ? faults.get(now / 8 % faults.size()) : (Runnable) proxy::pass).run();
                        },
                        50,
                        20,
                        TimeUnit.MILLISECONDS);
                var pooled = DatabaseCheck.of(pool).tables("orders");
                var plain = DatabaseCheck.of(plain(proxy));
                for (int run = 0; run < RUNS; run++) {
                    statuses.get(ask(run % 20 == 0 ? plain : pooled, run % 50 == 1))
                            .incrementAndGet();
                }
                flapping.cancel(false);
                flapper.shutdown();
                assertThat(flapper.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                proxy.pass();

                await().atMost(PATIENCE).until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
                // a login whose answer was garbled may wait for the rest of it for ever
                assertThat(ownThreads()).as("threads while it flaps").hasSizeLessThanOrEqualTo(8);
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ownThreads()).as("threads").isEmpty();
            assertThat(sessions()).as("sessions of the server").isZero();
        });
        assertThat(openFiles()).as("open files").isLessThanOrEqualTo(filesBefore + 20);
        assertThat(statuses.get(HealthStatus.UP)).as("it flapped").hasPositiveValue();
        assertThat(statuses.get(HealthStatus.DOWN)).as("it flapped").hasPositiveValue();
    }

    private static HealthStatus ask(HealthCheck check, boolean starting) throws Exception {
        var timeout = Duration.ofMillis(60);
        try {
            return check.check(starting ? Asked.starting(timeout) : Asked.running(timeout))
                    .status();
        } catch (FailureException e) {
            return HealthStatus.DOWN;
        }
    }

    @Test
    void tenHangingDatabasesEndAtTheBudget() {
        try (var proxy = FaultProxy.to(server.host(), server.port())) {
            proxy.hold();
            var budget = Duration.ofSeconds(2);
            var app = LifecycleManager.named("hanging").startBudget(budget);
            for (int i = 0; i < 10; i++) {
                app.add(Component.check("database-" + i, DatabaseCheck.of(plain(proxy))));
            }

            var report = start(app);

            assertThat(report.report().components()).hasSize(10).allSatisfy(component -> {
                assertThat(component.outcome()).isNotIn(Outcome.SUCCEEDED, Outcome.NOT_RUN);
                assertThat(component.attempts()).isPositive();
            });
            assertThat(report.exitCode()).as("the budget alone is to blame").isEqualTo(124);
            assertThat(report.report().duration()).isBetween(budget.dividedBy(2), budget.plusSeconds(10));
            await().atMost(PATIENCE).untilAsserted(() -> {
                proxy.pass();
                assertThat(ownThreads()).isEmpty();
                assertThat(proxy.connections()).isZero();
            });
        }
    }

    private static Startup start(LifecycleManager app) {
        try {
            return new Startup(app.start());
        } catch (StartupFailedException e) {
            return new Startup(e.report());
        }
    }

    @Test
    void aCancelledStartGivesItsConnectionUp() throws Exception {
        server.asSuperuser("CREATE TABLE locked (id int)");
        try (var proxy = FaultProxy.to(server.host(), server.port());
                var other = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
            var app = LifecycleManager.named("cancelled").startBudget(PATIENCE);
            app.add(Component.check("database", DatabaseCheck.of(plain(proxy)).rows("locked", 1))
                    .startTimeout(PATIENCE));
            var outcome = new AtomicReference<Outcome>();
            var starting = new Thread(
                    () -> outcome.set(start(app).report().components().get(0).outcome()));
            starting.start();
            await().atMost(PATIENCE).until(() -> waiting() == 1);

            app.stop("not wanted any more");
            starting.join(PATIENCE.toMillis());

            assertThat(outcome).as("not hung until the lock is free").hasValue(Outcome.CANCELLED);
            // the server notices that nobody is there only when it has the lock
            other.rollback();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(proxy.connections()).isZero());
        }
    }

    private static int waiting() throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), "postgres", "");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            result.next();
            return result.getInt(1);
        }
    }
}
