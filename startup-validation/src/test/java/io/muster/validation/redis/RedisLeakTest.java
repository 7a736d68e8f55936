package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.lettuce.core.RedisClient;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.FaultProxy;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.Asked;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand runs against a server that comes and goes leave nothing behind. */
class RedisLeakTest {
    private static final int RUNS = 10_000;
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration HARDLY = Duration.ofMillis(2);

    @Test
    @Timeout(600)
    void leavesNoConnectionNoThreadNoFileAndNoKeyBehind() throws Exception {
        try (var server = RedisServer.startEmbedded();
                var proxy = FaultProxy.to(server.host(), server.port())) {
            var watcher = RedisClient.create(server.url());
            var client = RedisClient.create(server.url().replace(":" + server.port(), ":" + proxy.port()));
            try (var watching = watcher.connect()) {
                RedisCheck check = RedisCheck.of(client).latency(ENOUGH, ENOUGH);
                assertThat(check.check(Asked.starting(ENOUGH)).status()).isEqualTo(HealthStatus.UP);
                long threads = threads();
                long files = files();

                Map<HealthStatus, Integer> seen = flap(check, proxy);

                proxy.pass();
                await().untilAsserted(() ->
                        assertThat(check.check(Asked.running(ENOUGH)).status()).isEqualTo(HealthStatus.UP));
                assertThat(seen.get(HealthStatus.UP)).isGreaterThan(RUNS / 2);
                assertThat(seen.get(HealthStatus.DOWN)).isGreaterThan(RUNS / 20);
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    assertThat(watching.sync().clientList().lines())
                            .as("connections")
                            .hasSize(2);
                    assertThat(proxy.connections()).as("connections on the way").isEqualTo(1);
                    assertThat(threads()).as("threads").isLessThanOrEqualTo(threads + 4);
                    assertThat(files()).as("files and sockets").isLessThanOrEqualTo(files + 4);
                    assertThat(watching.sync().dbsize()).as("keys").isZero();
                });
            } finally {
                client.shutdown();
                watcher.shutdown();
            }
        }
    }

    /** In turn good, reset and silent, with every tenth run a deep one. */
    private static Map<HealthStatus, Integer> flap(RedisCheck check, FaultProxy proxy) throws InterruptedException {
        var seen = new EnumMap<HealthStatus, Integer>(HealthStatus.class);
        for (int run = 0; run < RUNS; run++) {
            switch (run % 100) {
                case 0 -> proxy.pass();
                case 90 -> proxy.drop();
                case 95 -> proxy.hold();
                default -> {}
            }
            var timeout = run % 100 < 95 ? ENOUGH : HARDLY;
            HealthStatus status;
            try {
                status = check.check(run % 10 == 0 ? Asked.starting(timeout) : Asked.running(timeout))
                        .status();
            } catch (FailureException e) {
                status = HealthStatus.DOWN;
            }
            seen.merge(status, 1, Integer::sum);
        }
        return seen;
    }

    /** The threads that a check or its client could have made. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("muster-")
                        || thread.getName().startsWith("lettuce-"))
                .count();
    }

    private static long files() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
    }
}
