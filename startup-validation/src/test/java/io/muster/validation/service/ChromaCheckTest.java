package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ChromaCheckTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HealthResult ask(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder().code(status).body("{}").build());
        }
        return ChromaCheck.at(() -> server.url("/").uri()).check(Asked.running(LONG));
    }

    @Test
    void asksVersionTwoFirst() throws InterruptedException {
        HealthResult result = ask(200);

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("api", "v2").containsKey("response_time_ms");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v2/heartbeat");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void asksVersionOneWhereTwoDoesNotExist() throws InterruptedException {
        HealthResult result = ask(404, 200);

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("api", "v1");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v2/heartbeat");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/heartbeat");
    }

    @Test
    void saysThatVersionOneIsGone() {
        HealthResult result = ask(404, 410);

        assertThat(result.failure()).contains(Failure.CONFIGURATION);
        assertThat(result.reason()).startsWith("says that version 1 of its API is gone");
    }

    @ParameterizedTest
    @CsvSource({
        "401, PERMISSION",
        "403, PERMISSION",
        "410, CONFIGURATION",
        "301, CONFIGURATION",
        "429, OVERLOADED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
    })
    void judgesTheAnswer(int status, Failure expected) {
        assertThat(ask(status).failure()).contains(expected);
    }

    @Test
    void knowsThatThereIsNoChroma() {
        assertThat(ask(404, 404).failure()).contains(Failure.CONFIGURATION);
    }

    @Test
    void answersInTimeAboutASlowOneAndAboutNobody() {
        server.enqueue(
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
        URI url = server.url("/").uri();

        HealthResult slow = ChromaCheck.at(() -> url).check(Asked.running(Duration.ofMillis(300)));
        server.close();
        HealthResult nobody = ChromaCheck.at(() -> url).check(Asked.running(LONG));

        assertThat(slow.failure()).contains(Failure.TIMEOUT);
        assertThat(nobody.failure()).contains(Failure.UNAVAILABLE);
    }

    @Test
    void refusesAUrlThatIsNotForHttp() {
        HealthResult result =
                ChromaCheck.at(() -> URI.create("ftp://chroma:8000")).check(Asked.running(LONG));

        assertThat(result.failure()).contains(Failure.CONFIGURATION);
    }
}
