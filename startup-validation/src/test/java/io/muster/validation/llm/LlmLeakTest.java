package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.FaultProxy;
import io.muster.validation.Asked;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A provider that comes and goes. */
@Timeout(300)
class LlmLeakTest {
    private static final int RUNS = 3_000;
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration HARDLY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void leavesNothingBehindAfterThreeThousandRuns() throws Exception {
        try (var server = new ProviderServer();
                var proxy = FaultProxy.to("127.0.0.1", server.server().getPort())) {
            server.answer("/", 200, "{}");
            LlmCheck check = LlmCheck.of(LlmProvider.OPENAI, () -> ProviderServer.KEY, nanos::get)
                    .baseUrl(URI.create("http://127.0.0.1:" + proxy.port()));
            flap(check, proxy, server, 200);
            await().atMost(PATIENCE).until(() -> proxy.connections() == 0);
            long before = openFiles();

            Map<HealthStatus, Integer> seen = flap(check, proxy, server, RUNS);

            assertThat(seen.get(HealthStatus.UP)).isGreaterThan(RUNS / 2);
            assertThat(seen.get(HealthStatus.DOWN)).isGreaterThan(RUNS / 20);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(proxy.connections()).as("connections").isZero();
                assertThat(threads()).as("threads").isZero();
                // some jars are opened on the way; one socket of each failed run would be ten times as many
                assertThat(openFiles()).as("files and sockets").isLessThanOrEqualTo(before + 30);
            });
        }
    }

    /** In turn good, reset, garbled and silent. */
    private Map<HealthStatus, Integer> flap(LlmCheck check, FaultProxy proxy, ProviderServer server, int runs)
            throws InterruptedException {
        var seen = new EnumMap<HealthStatus, Integer>(HealthStatus.class);
        for (int run = 0; run < runs; run++) {
            switch (run % 100) {
                case 80 -> proxy.drop();
                case 87 -> proxy.corrupt();
                case 94 -> proxy.hold();
                case 99 -> proxy.pass();
                default -> {}
            }
            var timeout = run % 100 >= 87 && run % 100 < 99 ? HARDLY : ENOUGH;
            seen.merge(check.check(Asked.running(timeout)).status(), 1, Integer::sum);
            nanos.addAndGet(Duration.ofMinutes(5).toNanos());
            while (server.take() != null) {
                // as many as came are forgotten, so that they take no memory
            }
        }
        proxy.pass();
        return seen;
    }

    /** The threads that a call could have left. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("OkHttp http://127.0.0.1"))
                .count();
    }

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }
}
