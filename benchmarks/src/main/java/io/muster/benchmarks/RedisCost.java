package io.muster.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.redis.RedisCheck;
import java.time.Duration;
import java.util.Arrays;

/** What a Redis check costs while the service runs, beside a bare PING of the same client. */
final class RedisCost {
    private static final int ROUNDS = 41;
    private static final int CALLS = 500;

    private RedisCost() {}

    static void print() throws InterruptedException {
        try (var server = RedisServer.startEmbedded()) {
            var client = RedisClient.create(server.url());
            try (var connection = client.connect()) {
                RedisCheck check = RedisCheck.of(client);
                double[] bare = new double[ROUNDS];
                double[] checked = new double[ROUNDS];
                warmUp(connection, check);
                for (int round = 0; round < ROUNDS; round++) {
                    // side by side, so that both meet the same machine
                    bare[round] = pings(connection) / 1e3 / CALLS;
                    checked[round] = checks(check) / 1e3 / CALLS;
                }
                print(median(bare), median(checked), ratio(bare, checked));
            } finally {
                client.shutdown();
            }
        }
    }

    private static void print(double bare, double checked, double ratio) {
        Main.print("");
        Main.print("| a check while running | bare PING | Redis check | check / PING |");
        Main.print("|---|---|---|---|");
        Main.print("| %s | %.1f µs | %.1f µs | %.2f |", "Redis, Lettuce", bare, checked, ratio);
    }

    private static void warmUp(StatefulRedisConnection<String, String> connection, RedisCheck check)
            throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            pings(connection);
            checks(check);
        }
    }

    private static long pings(StatefulRedisConnection<String, String> connection) {
        long begin = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            if (!connection.sync().ping().equals("PONG")) {
                throw new IllegalStateException("no PONG");
            }
        }
        return System.nanoTime() - begin;
    }

    private static long checks(RedisCheck check) throws InterruptedException {
        long begin = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            if (check.check(new Running(System.nanoTime())).status() != HealthStatus.UP) {
                throw new IllegalStateException("not UP");
            }
        }
        return System.nanoTime() - begin;
    }

    /** The median of the ratios of each round: what disturbs a round disturbs both halves of it. */
    private static double ratio(double[] bare, double[] checked) {
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, round -> checked[round] / bare[round]);
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** As the monitor asks: not starting, three seconds. */
    private record Running(long began) implements CheckContext {
        private static final Duration TIMEOUT = Duration.ofSeconds(3);

        @Override
        public boolean starting() {
            return false;
        }

        @Override
        public Duration remaining() {
            return TIMEOUT.minusNanos(System.nanoTime() - began);
        }
    }
}
