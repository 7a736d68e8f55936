package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import io.muster.samples.servers.PostgresServer;
import io.muster.samples.servers.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A start fails with everything that is wrong, undoes what it did, and waits only for what waiting can help. */
class FailFastTest {
    private static final String WRONG_KEY = "sk-muster-wrong-8dj2hf7sk1ls93md";

    @Test
    void threeIndependentFailuresStandInOneReport() {
        Map<String, String> environment = new LinkedHashMap<>(Backends.environment());
        environment.put("DATABASE_URL", PostgresServer.urlOn(FreePort.next()));
        environment.put("REDIS_URL", RedisServer.urlOn(FreePort.next()));
        environment.put("OPENAI_API_KEY", WRONG_KEY);
        try (var service = OrdersProcess.start(environment)) {
            assertThat(service.exitCode(Duration.ofSeconds(30))).isEqualTo(78);
            assertThat(service.output())
                    .containsPattern("x database +FAILED")
                    .containsPattern("x redis +FAILED")
                    .containsPattern("x openai +FAILED")
                    .containsPattern("- orders +NOT RUN")
                    .containsPattern("- http +NOT RUN")
                    .contains("3 errors", "exit code 78")
                    .doesNotContain(WRONG_KEY, Backends.POSTGRES.password(), Backends.REDIS.password());
        }
    }

    @Test
    void aWrongPasswordIsNotTriedAgainAndWhatHadStartedIsStopped() {
        String url = Backends.POSTGRES.url().replace(Backends.POSTGRES.password(), "Not-The-Passw0rd");
        try (var service = OrdersProcess.start(Backends.environmentWith("DATABASE_URL", url))) {
            assertThat(service.exitCode(Duration.ofSeconds(20))).isEqualTo(78);
            assertThat(service.output())
                    .containsPattern("x database +FAILED +1 ")
                    .containsPattern("'redis' stopped")
                    .doesNotContain("'database' attempt", "Not-The-Passw0rd");
        }
    }

    @Test
    void aDatabaseThatComesUpFiveSecondsLateIsWaitedFor() throws IOException {
        int port = FreePort.next();
        try (var service = OrdersProcess.start(Backends.environmentWith("DATABASE_URL", PostgresServer.urlOn(port)))) {
            await("tried and waiting")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> service.output().contains("'database' attempt 1 failed"));
            await("five seconds later").pollDelay(Duration.ofSeconds(5)).until(service::running);
            assertThat(service.status("/readyz")).isEqualTo(503);
            try (var late = PostgresServer.start(port)) {
                service.awaitReady();
                assertThat(service.probe("/readyz/database").body().strip()).isEqualTo("ok");
                assertThat(service.terminate().exitCode(Duration.ofSeconds(20))).isZero();
                assertThat(late.port()).isEqualTo(port);
            }
        }
    }
}
