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
    /** How long the driver alone blocks, in spite of shorter timeouts of its own. */
    private static final Duration DRIVER = Duration.ofSeconds(11);
    /** The check is asked every 2 s for 1 s at the most; what is more, a loaded machine takes. */
    private static final Duration OURS = Duration.ofSeconds(8);

    @Test
    void readinessFallsByOurOwnTimeoutAndRisesAgainWhileLivenessStays() throws IOException {
        try (var service = OrdersProcess.start(Backends.environment()).awaitReady()) {
            List<Duration> answers = new ArrayList<>();
            Backends.POSTGRES.freeze();
            try {
                await("not ready")
                        .atMost(OURS)
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
            assertThat(answers).as("none waited for the driver").allMatch(answer -> answer.compareTo(DRIVER) < 0);
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
