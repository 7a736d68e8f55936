package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.Asked;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisCheckTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static RedisServer server;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static long clients(RedisClient client) {
        try (var connection = client.connect()) {
            return connection.sync().clientList().lines().count() - 1;
        }
    }

    @Test
    void writesReadsAndDeletesDuringTheStart() throws Exception {
        var client = RedisClient.create(server.url());
        try (var watcher = client.connect()) {
            var result = RedisCheck.of(client).check(Asked.starting(LONG));

            assertThat(result.status()).isEqualTo(HealthStatus.UP);
            assertThat(result.details())
                    .containsKey("response_time_ms")
                    .containsEntry("host", server.host())
                    .containsEntry("port", String.valueOf(server.port()));
            assertThat(watcher.sync().info("commandstats")).contains("cmdstat_set:", "cmdstat_get:", "cmdstat_del:");
            assertThat(watcher.sync().keys("muster:*")).isEmpty();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void opensOneConnectionHoweverOftenItIsAsked() throws Exception {
        var client = RedisClient.create(server.url());
        try (var watcher = client.connect()) {
            var check = RedisCheck.of(client);
            long before = connectionsEver(watcher.sync().info("stats"));
            for (int i = 0; i < 20; i++) {
                assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
            }

            assertThat(connectionsEver(watcher.sync().info("stats")) - before).isEqualTo(1);
        } finally {
            client.shutdown();
        }
    }

    private static long connectionsEver(String stats) {
        return stats.lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }

    @Test
    void knowsAWrongPasswordAndAMissingOne() throws Exception {
        var wrong = RedisClient.create(RedisURI.builder()
                .withHost(server.host())
                .withPort(server.port())
                .withPassword("Planted-Wrong-1".toCharArray())
                .build());
        var missing = RedisClient.create(RedisURI.create(server.host(), server.port()));
        try {
            var wrongResult = RedisCheck.of(wrong).check(Asked.running(LONG));
            var missingResult = RedisCheck.of(missing).check(Asked.running(LONG));

            assertThat(wrongResult.failure()).contains(Failure.CREDENTIALS);
            assertThat(wrongResult.reason())
                    .startsWith("refuses the user or the password")
                    .doesNotContain("Planted");
            assertThat(missingResult.failure()).contains(Failure.CREDENTIALS);
        } finally {
            wrong.shutdown();
            missing.shutdown();
        }
    }

    @Test
    void answersInTimeAboutAFrozenServerAndLeavesItOneConnection() throws Exception {
        try (var own = RedisServer.start()) {
            var client = RedisClient.create(own.url());
            try {
                var check = RedisCheck.of(client);
                own.freeze();
                for (int i = 0; i < 5; i++) {
                    var context = Asked.running(Duration.ofMillis(200));
                    assertThat(check.check(context).failure()).contains(Failure.TIMEOUT);
                    assertThat(context.remaining().plus(LONG)).isGreaterThanOrEqualTo(LONG);
                }
                own.thaw();

                await().untilAsserted(() ->
                        assertThat(check.check(Asked.running(SHORT)).status()).isEqualTo(HealthStatus.UP));
                await().untilAsserted(() -> assertThat(clients(client)).isEqualTo(1));
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void isDownAtOnceWhenTheServerDiesAndUpWhenItIsBack() throws Exception {
        int port;
        RedisClient client;
        RedisCheck check;
        try (var own = RedisServer.start()) {
            port = own.port();
            client = RedisClient.create(own.url());
            check = RedisCheck.of(client).latency(LONG, LONG);
            assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
            own.kill();
            await().untilAsserted(() ->
                    assertThat(check.check(Asked.running(SHORT)).failure()).contains(Failure.UNAVAILABLE));
        }
        try (var again = RedisServer.start(port)) {
            assertThat(again.port()).isEqualTo(port);
            assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void fitsAComponent() {
        assertThat(Component.component("redis", () -> RedisClient.create(server.url()))
                        .check(RedisCheck::of)
                        .stop(RedisClient::shutdown)
                        .name())
                .isEqualTo("redis");
    }
}
