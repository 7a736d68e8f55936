package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.FaultProxy;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.Asked;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a check says of a network that fails in each way, and that it is well again when the network is. */
@Timeout(120)
class RedisFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final RedisServer server = RedisServer.start();
    private final FaultProxy proxy = FaultProxy.to(server.host(), server.port());
    private final RedisClient client =
            RedisClient.create(server.url().replace(":" + server.port(), ":" + proxy.port()));
    private final RedisClient watcher = RedisClient.create(server.url());
    private final RedisCheck check = RedisCheck.of(client).latency(LONG, LONG);

    @AfterEach
    void stop() {
        client.shutdown();
        watcher.shutdown();
        proxy.close();
        server.close();
    }

    private HealthResult running(Duration timeout) throws InterruptedException {
        return check.check(Asked.running(timeout));
    }

    private void awaitUp() {
        await().untilAsserted(() -> assertThat(running(LONG).status()).isEqualTo(HealthStatus.UP));
    }

    @Test
    void saysThatNothingArrivesAndIsWellAfterwards() throws InterruptedException {
        awaitUp();
        proxy.hold();
        for (int i = 0; i < 5; i++) {
            var context = Asked.running(SHORT);
            assertThat(check.check(context).failure()).contains(Failure.TIMEOUT);
        }
        proxy.pass();
        awaitUp();
        await().untilAsserted(() -> assertThat(proxy.connections()).isEqualTo(1));
    }

    @Test
    void doesNotWaitForAConnectionThatMayNeverAnswerAgain() throws InterruptedException {
        awaitUp();
        proxy.hold();
        assertThat(running(SHORT).failure()).contains(Failure.TIMEOUT);
        int before = proxy.connections();

        assertThat(running(SHORT).failure()).contains(Failure.TIMEOUT);

        await().untilAsserted(() -> assertThat(proxy.connections()).isNotEqualTo(before + 2));
        proxy.pass();
        awaitUp();
    }

    @Test
    void saysThatConnectionsAreResetAndIsWellAfterwards() throws InterruptedException {
        awaitUp();
        proxy.drop();
        await().untilAsserted(() -> assertThat(running(LONG).failure()).contains(Failure.UNAVAILABLE));
        await().untilAsserted(() -> assertThat(running(LONG).reason()).startsWith("closes the connection at once"));
        proxy.pass();
        awaitUp();
    }

    @Test
    void saysThatItIsSlow() throws InterruptedException {
        proxy.delay(Duration.ofMillis(20));

        HealthResult slow =
                RedisCheck.of(client).latency(Duration.ofMillis(10), LONG).check(Asked.starting(LONG));
        var tooSlow = catchThrowableOfType(
                FailureException.class,
                () -> RedisCheck.of(client)
                        .latency(Duration.ofMillis(1), Duration.ofMillis(10))
                        .check(Asked.starting(LONG)));

        assertThat(slow.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(slow.reason()).contains("ms, the limit is 10.00 ms");
        assertThat(tooSlow.failure()).isEqualTo(Failure.OVERLOADED);
        assertThat(tooSlow.findings().get(0).code()).isEqualTo("RDS-120");
    }

    @Test
    void judgesTheMedianOfTheLastFiveWhileRunning() throws InterruptedException {
        RedisCheck strict = RedisCheck.of(client).latency(Duration.ofMillis(500), Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(strict.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
        }
        proxy.delay(Duration.ofMillis(600));

        assertThat(strict.check(Asked.running(LONG)).status()).as("one").isEqualTo(HealthStatus.UP);
        assertThat(strict.check(Asked.running(LONG)).status()).as("two").isEqualTo(HealthStatus.UP);
        assertThat(strict.check(Asked.running(LONG)).failure()).as("three").contains(Failure.OVERLOADED);
    }

    @Test
    void isWellAfterHalfClosedAndCorruptedConnections() throws InterruptedException {
        awaitUp();
        proxy.halfClose();
        await().untilAsserted(() -> assertThat(running(SHORT).status()).isEqualTo(HealthStatus.DOWN));
        proxy.pass();
        awaitUp();

        proxy.corrupt();
        assertThat(running(SHORT).status()).isEqualTo(HealthStatus.DOWN);
        proxy.pass();
        awaitUp();
    }

    @Test
    void leavesNoKeyWhenItsTimeIsUpInTheMiddle() throws InterruptedException {
        awaitUp();
        for (int millis = 1; millis < 60; millis += 2) {
            proxy.delay(Duration.ofMillis(2));
            try {
                check.check(Asked.starting(Duration.ofMillis(millis)));
            } catch (FailureException e) {
                assertThat(e.failure()).isEqualTo(Failure.TIMEOUT);
            }
        }
        proxy.pass();

        // well before it would expire by itself
        try (var connection = watcher.connect()) {
            await().atMost(Duration.ofSeconds(8))
                    .untilAsserted(() -> assertThat(connection.sync().dbsize()).isZero());
        }
    }

    @Test
    void givesUpAtOnceWhenInterrupted() throws Exception {
        awaitUp();
        proxy.hold();
        var ended = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                check.check(Asked.starting(Duration.ofMinutes(5)));
                ended.complete(new AssertionError("it came back"));
            } catch (Throwable e) {
                ended.complete(e);
            }
        });
        thread.start();

        thread.interrupt();

        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        proxy.pass();
        awaitUp();
        await().untilAsserted(() -> assertThat(proxy.connections()).isEqualTo(1));
    }

    @Test
    void refusesThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> check.latency(Duration.ZERO, LONG)).hasMessageContaining("'latency' warns above PT0S");
        assertThatThrownBy(() -> check.latency(LONG, SHORT)).hasMessageContaining("fails above PT0.3S");
        assertThatThrownBy(() -> check.maxMemory(0)).hasMessage("'max memory' is 0 bytes; ask for one at least");
    }
}
