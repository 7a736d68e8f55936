package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Secret;
import io.muster.validation.Asked;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LlmCheckTest {
    private static final Secret KEY = Secret.of("sk-Planted4kQ9vT2xYb7Lm3Zr8Wp5");
    private static final String LIST = "{\"object\":\"list\",\"data\":[]}";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MockWebServer server = new MockWebServer();
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LlmCheck check() {
        URI base = server.url("/v1").uri();
        return LlmCheck.openAi(() -> KEY, nanos::get).baseUrl(base);
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"some_error\",\"param\":null,\"code\":"
                + (code.isEmpty() ? "null" : "\"" + code + "\"") + ",\"later\":{\"code\":\"x\"}}}";
    }

    private HealthResult ask(LlmCheck check) {
        HealthResult result = check.check(Asked.starting(LONG));
        assertThat(result.toString()).doesNotContain("Planted");
        return result;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "200, '', UP, -",
                "401, invalid_api_key, DOWN, CREDENTIALS",
                "401, '', DOWN, CREDENTIALS",
                "403, '', DOWN, PERMISSION",
                "403, unsupported_country_region_territory, DOWN, PERMISSION",
                "401, ip_not_authorized, DOWN, PERMISSION",
                "402, '', DOWN, PERMISSION",
                "429, insufficient_quota, DOWN, PERMISSION",
                "429, project_spend_limit_exceeded, DOWN, PERMISSION",
                "429, billing_hard_limit_reached, DOWN, PERMISSION",
                "429, rate_limit_exceeded, DEGRADED, -",
                "429, '', DEGRADED, -",
                "404, '', DEGRADED, -",
                "400, '', DEGRADED, -",
                "302, '', DEGRADED, -",
                "408, '', DOWN, UNAVAILABLE",
                "409, '', DOWN, UNAVAILABLE",
                "425, '', DOWN, UNAVAILABLE",
                "500, '', DOWN, UNAVAILABLE",
                "502, '', DOWN, UNAVAILABLE",
                "503, '', DOWN, UNAVAILABLE",
                "504, '', DOWN, UNAVAILABLE",
                "503, server_is_overloaded, DOWN, OVERLOADED",
                "529, '', DOWN, OVERLOADED",
                "407, '', DOWN, UNAVAILABLE",
            })
    void judgesTheAnswer(int status, String code, HealthStatus expected, Failure failure) throws InterruptedException {
        // twice, since the client itself repeats a request after 408
        answer(status, error(code, "Incorrect API key provided: " + KEY.reveal()));
        answer(status, error(code, "Incorrect API key provided: " + KEY.reveal()));

        HealthResult result = ask(check());

        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.failure().orElse(null)).isEqualTo(failure);
        assertThat(result.details()).containsEntry("api_key_set", "true");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/models");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY.reveal());
    }

    @Test
    void asksAboutTheOneModelWhenItIsNamed() throws InterruptedException {
        answer(200, "{\"id\":\"gpt-4o\"}");
        answer(404, error("model_not_found", "no"));

        HealthResult there = ask(check().model("gpt-4o"));
        HealthResult missing = ask(check().model("gpt 4/../o?"));

        assertThat(there.details()).containsEntry("model", "gpt-4o");
        assertThat(missing.failure()).contains(Failure.CONFIGURATION);
        assertThat(missing.reason()).startsWith("the model is not available to this key");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/v1/models/gpt-4o");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/v1/models/gpt%204%2F..%2Fo%3F");
    }

    @Test
    void letsAKeyPassThatMayNotListModels() {
        answer(401, error("", "You have insufficient permissions. Missing scopes: model.request"));

        HealthResult result = ask(check());

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("limited", "the key may not list models");
    }

    @Test
    void takesAnErrorAsTextAndACodeAsNumber() {
        answer(401, "{\"error\":\"Missing scopes: x\"}");
        answer(429, "{\"code\":429,\"type\":\"insufficient_quota\",\"message\":null}");

        assertThat(ask(check()).status()).isEqualTo(HealthStatus.UP);
        assertThat(ask(check()).failure()).contains(Failure.PERMISSION);
    }

    @Test
    void doesNotTakeAPortalsPageForAnAnswer() {
        answer(200, "<html><body>Sign in</body></html>");
        answer(403, "<html>Blocked by the firewall</html>");

        assertThat(ask(check()).status()).isEqualTo(HealthStatus.DEGRADED);
        HealthResult blocked = ask(check());
        assertThat(blocked.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(blocked.reason()).contains("HTTP 403, no JSON");
    }

    @Test
    void readsNoMoreOfAHugeBodyThanItNeeds() {
        String huge = "{\"object\":\"list\",\"data\":[" + "{\"id\":\"m\"},".repeat(3_000_000);
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .body(huge)
                .throttleBody(64 * 1024, 50, TimeUnit.MILLISECONDS)
                .build());

        var context = Asked.starting(LONG);
        HealthResult result = check().check(context);

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(context.remaining()).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void survivesHostileJson() {
        answer(401, "{\"error\":".repeat(5_000));
        answer(401, "{\"error\":{\"message\":" + "[".repeat(5_000));
        answer(401, "{\"error\":{\"code\":\"" + "x".repeat(20_000));

        for (int i = 0; i < 3; i++) {
            assertThat(ask(check()).failure()).contains(Failure.CREDENTIALS);
        }
    }

    @Test
    void answersInTimeAboutASlowProvider() {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .body(LIST)
                .headersDelay(30, TimeUnit.SECONDS)
                .build());

        var context = Asked.running(Duration.ofMillis(300));
        HealthResult result = check().check(context);

        assertThat(result.failure()).contains(Failure.TIMEOUT);
    }

    @Test
    void takesTheKeyToNoOtherHost() throws IOException {
        try (var elsewhere = new MockWebServer()) {
            elsewhere.start();
            server.enqueue(new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", elsewhere.url("/v1/models").toString())
                    .build());

            assertThat(ask(check()).status()).isEqualTo(HealthStatus.DEGRADED);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void knowsThatNobodyAnswers() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        HealthResult result = ask(check().baseUrl(URI.create("http://127.0.0.1:" + port + "/v1")));

        assertThat(result.failure()).contains(Failure.UNAVAILABLE);
        assertThat(result.reason()).contains("ConnectException");
    }

    @Test
    void refusesAKeyThatNoHeaderCanCarry() {
        HealthResult result = ask(LlmCheck.openAi(() -> Secret.of("sk-Planted\n"))
                .baseUrl(server.url("/v1").uri()));

        assertThat(result.failure()).contains(Failure.CREDENTIALS);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void asksAgainOnlyAfterItsOwnIntervalWhileRunning() {
        LlmCheck check = check();
        answer(200, LIST);
        answer(401, error("invalid_api_key", "no"));

        assertThat(running(check)).isEqualTo(HealthStatus.UP);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(running(check)).isEqualTo(HealthStatus.UP);
        assertThat(server.getRequestCount()).isEqualTo(1);

        nanos.addAndGet(1);
        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asksAgainSoonerWhenTheVerdictMayPass() {
        LlmCheck check = check();
        answer(503, "");
        answer(200, LIST);

        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);
        nanos.addAndGet(1);
        assertThat(running(check)).isEqualTo(HealthStatus.UP);
    }

    @Test
    void asksAboutAnotherKeyAtOnce() {
        var key = new AtomicReference<>(KEY);
        LlmCheck check = LlmCheck.openAi(key::get, nanos::get)
                .baseUrl(() -> server.url("/v1/").uri());
        answer(401, error("invalid_api_key", "no"));
        answer(200, LIST);

        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);
        key.set(Secret.of("sk-4kQ9vT2xYb7Lm3Zr8Wp5Other"));
        assertThat(running(check)).isEqualTo(HealthStatus.UP);
    }

    @Test
    void neverAsksForACompletion() throws InterruptedException {
        LlmCheck check = check().model("gpt-4o");
        for (int i = 0; i < 10; i++) {
            answer(i % 2 == 0 ? 200 : 503, "{}");
        }

        for (int i = 0; i < 5; i++) {
            check.check(Asked.starting(LONG));
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
            running(check);
        }

        var requests = new ArrayList<String>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            RecordedRequest request = server.takeRequest();
            requests.add(request.getMethod() + " " + request.getTarget());
        }
        assertThat(requests).hasSize(10).containsOnly("GET /v1/models/gpt-4o");
    }

    private static HealthStatus running(LlmCheck check) {
        return check.check(Asked.running(LONG)).status();
    }
}
