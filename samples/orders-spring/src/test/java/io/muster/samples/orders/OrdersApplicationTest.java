package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import io.muster.samples.servers.PostgresServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the service on Spring Boot starts and stops; what it does in between, the tests of the plain one ask. */
class OrdersApplicationTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @AfterEach
    void release() {
        Backends.LLM.release();
    }

    @Test
    void withNothingSetOneReportNamesEveryMissingVariable() {
        try (var service = OrdersProcess.start(Map.of())) {
            assertThat(service.exitCode(LIMIT)).isEqualTo(78);
            assertThat(service.output())
                    .containsOnlyOnce("APPLICATION FAILED TO START")
                    .contains("DATABASE_URL: missing", "REDIS_URL: missing", "OPENAI_API_KEY: missing")
                    .contains("SECRET_KEY: missing", "TAX_RATE: missing", "fix: ")
                    .contains("spring.data.redis.url: needs ${REDIS_URL}, which nothing sets")
                    .doesNotContain("\tat ", "Starting ");
        }
    }

    @Test
    void aDatabaseThatComesUpLateIsWaitedForBeforeItsSchemaIsMade() throws IOException {
        int port = FreePort.next();
        try (var service = OrdersProcess.start(Backends.environmentWith("DATABASE_URL", PostgresServer.urlOn(port)))) {
            await("tried and waiting")
                    .atMost(LIMIT)
                    .until(() -> service.output().contains("'database' attempt 1 failed"));
            assertThat(service.status("/livez")).isEqualTo(200);
            assertThat(service.status("/startupz")).isEqualTo(503);
            try (var late = PostgresServer.start(port)) {
                service.awaitReady();
                assertThat(service.post("/orders", "{\"item\":\"tea\",\"quantity\":1}")
                                .statusCode())
                        .isEqualTo(201);
                assertThat(service.terminate().exitCode(LIMIT)).isEqualTo(OrdersProcess.TERMINATED);
                assertThat(late.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void aWrongPasswordEndsTheStartAtOnce() {
        String url = Backends.POSTGRES.url().replace(Backends.POSTGRES.password(), "Not-The-Passw0rd");
        try (var service = OrdersProcess.start(Backends.environmentWith("DATABASE_URL", url))) {
            assertThat(service.exitCode(LIMIT)).isEqualTo(78);
            assertThat(service.output())
                    .containsPattern("x database +FAILED +1 ")
                    .doesNotContain("'database' attempt", "Not-The-Passw0rd");
        }
    }

    @Test
    void requestsInFlightFinishWhileReadinessIsGoneAtOnce() throws IOException {
        var environment = Backends.environmentWith("MUSTER_DRAIN_DELAY", "1");
        try (var service = OrdersProcess.start(environment).awaitReady()) {
            int before = Backends.LLM.completions();
            Backends.LLM.hold();
            var answer = service.postLater("/chat", "{\"message\":\"Which tea?\"}");
            await("in flight").atMost(LIMIT).until(() -> Backends.LLM.completions() == before + 1);

            service.terminate();
            await("not ready").until(() -> service.status("/readyz") == 503);
            assertThat(service.status("/livez")).isEqualTo(200);
            assertThat(answer).as("held by the model").isNotDone();

            Backends.LLM.release();
            assertThat(answer).succeedsWithin(LIMIT).matches(done -> done.statusCode() == 200);
            assertThat(service.exitCode(LIMIT)).isEqualTo(OrdersProcess.TERMINATED);
        }
    }
}
