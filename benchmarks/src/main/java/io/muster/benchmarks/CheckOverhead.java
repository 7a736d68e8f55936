package io.muster.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.PostgresServer;
import io.muster.validation.database.DatabaseCheck;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;

/** What a check costs beside the one call that it is made of, on the same server in the same process. */
final class CheckOverhead {
    private static final int WARM_UP = 5_000;
    private static final int PAIRS = 10_000;

    private CheckOverhead() {}

    @FunctionalInterface
    private interface Asking {
        void ask() throws Exception;
    }

    /** A check that is asked while the service runs and has a second. */
    private record Running(long began) implements CheckContext {
        @Override
        public Duration remaining() {
            Duration left = Duration.ofSeconds(1).minusNanos(System.nanoTime() - began);
            return left.isNegative() ? Duration.ZERO : left;
        }

        @Override
        public boolean starting() {
            return false;
        }
    }

    static void print() throws Exception {
        Main.print("");
        Main.print("| a check while the service runs | bare | check | check / bare |");
        Main.print("|---|---|---|---|");
        database();
    }

    private static void database() throws Exception {
        try (var server = PostgresServer.startEmbedded();
                var pool = pool(server)) {
            HealthCheck check = DatabaseCheck.of(pool);
            row("database, beside `Connection.isValid` on a borrowed connection", () -> valid(pool), () -> up(check));
        }
    }

    private static HikariDataSource pool(PostgresServer server) {
        var config = new HikariConfig();
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(server.user());
        config.setPassword(server.password());
        return new HikariDataSource(config);
    }

    private static void valid(HikariDataSource pool) throws Exception {
        try (Connection connection = pool.getConnection()) {
            require(connection.isValid(1));
        }
    }

    private static void up(HealthCheck check) throws Exception {
        require(check.check(new Running(System.nanoTime())).status() == HealthStatus.UP);
    }

    private static void require(boolean answered) {
        if (!answered) {
            throw new IllegalStateException("the server does not answer");
        }
    }

    /** One of each in turn, so that whatever else the machine does slows both. */
    private static void row(String what, Asking bare, Asking check) throws Exception {
        long[] bareNanos = new long[PAIRS];
        long[] checkNanos = new long[PAIRS];
        for (int i = -WARM_UP; i < PAIRS; i++) {
            long bareTook = nanos(bare);
            long checkTook = nanos(check);
            if (i >= 0) {
                bareNanos[i] = bareTook;
                checkNanos[i] = checkTook;
            }
        }
        double bareMicros = median(bareNanos) / 1e3;
        double checkMicros = median(checkNanos) / 1e3;
        Main.print("| %s | %.1f µs | %.1f µs | %.2f |", what, bareMicros, checkMicros, checkMicros / bareMicros);
    }

    private static long nanos(Asking asking) throws Exception {
        long from = System.nanoTime();
        asking.ask();
        return System.nanoTime() - from;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
