package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that hangs takes neither the probes nor the process with it. */
class FrozenDatabaseTest {
    /** The check's interval and timeout, with room for a busy machine; the driver alone blocks for 11 s. */
    private static final Duration NOTICED = Duration.ofSeconds(8);

    @Test
    void readinessFallsByOurOwnTimeoutAndRisesAgainWhileLivenessStays() throws IOException {
        try (var service = OrdersProcess.start(Backends.environment()).awaitReady()) {
            List<Duration> answers = new ArrayList<>();
            Backends.POSTGRES.freeze();
            try {
                await("not ready")
                        .atMost(NOTICED)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> {
                            assertThat(timed(service, "/livez", answers)).isEqualTo(200);
                            return timed(service, "/readyz", answers) == 503;
                        });
                assertThat(service.status("/readyz/database")).isEqualTo(503);
                assertThat(service.status("/readyz/redis")).isEqualTo(200);
            } finally {
                Backends.POSTGRES.thaw();
            }
            await("ready again").atMost(Duration.ofSeconds(30)).until(() -> {
                assertThat(timed(service, "/livez", answers)).isEqualTo(200);
                return timed(service, "/readyz", answers) == 200;
            });
            answers.sort(null);
            assertThat(answers.get(answers.size() / 2)).as("the median answer").isLessThan(Duration.ofMillis(20));
            assertThat(answers.get(answers.size() - 1)).as("the slowest answer").isLessThan(Duration.ofSeconds(1));
            assertThat(service.post("/orders", "{\"item\":\"tea\",\"quantity\":1}")
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private static int timed(OrdersProcess service, String path, List<Duration> answers) {
        long begin = System.nanoTime();
        int status = service.status(path);
        answers.add(Duration.ofNanos(System.nanoTime() - begin));
        return status;
    }
}
