package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.samples.servers.FreePort;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service does without what it declares optional, and says so. */
class OptionalDependencyTest {
    @Test
    void anUnreachableChromaLeavesTheServiceReadyAndDegraded() throws IOException {
        String nobody = "http://127.0.0.1:" + FreePort.next();
        try (var service = OrdersProcess.start(Backends.environmentWith("CHROMA_URL", nobody))) {
            service.awaitReady();
            assertThat(service.probe("/health/readiness").body())
                    .contains("\"status\":\"degraded\"", "\"chroma\":{\"healthy\":false");
            assertThat(service.post("/orders", "{\"item\":\"tea\",\"quantity\":1}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(service.output()).contains("SUCCEEDED, DEGRADED").containsPattern("! chroma +DEGRADED");
            assertThat(service.terminate().exitCode(Duration.ofSeconds(20))).isZero();
        }
    }
}
