package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Secret;
import io.muster.validation.Asked;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against answers as Chroma 1.0 gives them, word for word, and as others do. */
@Timeout(120)
class ChromaCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Secret TOKEN = Secret.of("ck-Planted4kQ9vT2xYb7Lm3");
    private static final String COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections/";
    private static final String GONE =
            "{\"error\":\"Unimplemented\",\"message\":\"The v1 API is deprecated. Please use /v2 apis\"}";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.getOrDefault(
                        request.getTarget(),
                        new MockResponse.Builder().code(404).build());
            }
        });
        server.start();
        answer("/api/v2/heartbeat", 200, "{\"nanosecond heartbeat\":1795250584742727256}");
        answer("/api/v2/healthcheck", 200, "{\"is_executor_ready\":true}");
        answer("/api/v2/version", 200, "\"1.0.0\"");
        answer("/api/v2/auth/identity", 200, "{\"user_id\":\"\",\"tenant\":\"default_tenant\",\"databases\":[]}");
        answer("/api/v1/heartbeat", 410, GONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(String path, int status, String body) {
        answers.put(path, new MockResponse.Builder().code(status).body(body).build());
    }

    private ChromaCheck check() {
        return ChromaCheck.at(() -> server.url("/").uri());
    }

    @Test
    void asksForOneHeartbeatWhileRunning() throws InterruptedException {
        HealthResult result = check().collection("docs").check(Asked.running(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("api", "v2").containsKey("response_time_ms");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v2/heartbeat");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void looksAtCollectionsTokenAndVersionDuringTheStart() throws InterruptedException {
        answer(COLLECTIONS + "docs", 200, "{\"id\":\"124af8f6\",\"name\":\"docs\"}");

        HealthResult result = check().token(() -> TOKEN).collection("docs").check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("version", "1.0.0");
        for (int i = 0; i < server.getRequestCount(); i++) {
            assertThat(server.takeRequest().getHeaders().get("X-Chroma-Token")).isEqualTo(TOKEN.reveal());
        }
    }

    @Test
    void sendsABearerTokenWhereThatIsAskedFor() throws InterruptedException {
        check().bearer(() -> TOKEN).check(Asked.running(LONG));

        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN.reveal());
    }

    @Test
    void keepsThePathOfAReverseProxy() throws InterruptedException {
        answer("/chroma/api/v2/heartbeat", 200, "{\"nanosecond heartbeat\":1}");

        HealthResult result = ChromaCheck.at(() -> server.url("/chroma").uri()).check(Asked.running(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void asksVersionOneWhereTwoDoesNotExist() throws InterruptedException {
        answers.remove("/api/v2/heartbeat");
        answer("/api/v1/heartbeat", 200, "{\"nanosecond heartbeat\":1}");
        answer("/api/v1/collections/docs", 200, "{}");

        HealthResult result = check().collection("docs").check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("api", "v1");
    }

    @Test
    void saysThatVersionOneIsGone() throws Exception {
        answers.remove("/api/v2/heartbeat");

        new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "says that version 1 of its API is gone (HTTP 410)")
                .whileRunning(check());
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS,   SVC-101, false, 78, refuses the login (HTTP 401)",
        "403, PERMISSION,    SVC-102, false, 77, does not let us in (HTTP 403)",
        "407, UNAVAILABLE,   SVC-100, true,  69, behind a proxy",
        "410, CONFIGURATION, SVC-104, false, 78, says that version 2 of its API is gone",
        "301, CONFIGURATION, SVC-104, false, 78, redirects to somewhere else",
        "418, CONFIGURATION, SVC-104, false, 78, refuses the request",
        "425, UNAVAILABLE,   SVC-106, true,  69, asks to come again",
        "429, OVERLOADED,    SVC-105, true,  75, is asked too often",
        "500, UNAVAILABLE,   SVC-106, true,  69, has a fault",
        "503, UNAVAILABLE,   SVC-106, true,  69, has a fault",
    })
    void judgesTheHeartbeat(int status, Failure failure, String code, boolean retried, int exitCode, String words)
            throws Exception {
        answer("/api/v2/heartbeat", status, "{}");
        var row = new Row(failure, code, retried, exitCode, words);

        row.whileRunning(check());
        row.duringStart(check());
    }

    @Test
    void knowsThatThereIsNoChroma() throws Exception {
        answers.clear();
        new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "has no heartbeat at its URL").whileRunning(check());

        answer("/api/v2/heartbeat", 200, "<html>Log in to the guest network</html>");
        new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "gives a heartbeat that is not Chroma's")
                .whileRunning(check());
    }

    @Test
    void knowsThatItCannotAnswerQueriesYet() {
        answer("/api/v2/healthcheck", 503, "{\"is_executor_ready\":false}");

        new Row(Failure.UNAVAILABLE, "SVC-106", true, 69, "cannot run queries yet").duringStart(check());
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS, SVC-101, false, 78, refuses the login",
        "403, PERMISSION,  SVC-102, false, 77, does not let us in",
    })
    void knowsThatTheTokenIsRefused(
            int status, Failure failure, String code, boolean retried, int exitCode, String words) {
        answer("/api/v2/auth/identity", status, "{\"error\":\"" + TOKEN.reveal() + "\"}");

        var finding = new Row(failure, code, retried, exitCode, words).duringStart(check().token(() -> TOKEN));

        assertThat(finding.toString()).doesNotContain("Planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "ümlaut"})
    void doesNotSendATokenThatNoHeaderCanHold(String token) throws Exception {
        new Row(Failure.CREDENTIALS, "SVC-101", false, 78, "has no usable value for the header 'X-Chroma-Token'")
                .whileRunning(check().token(() -> Secret.of(token)));
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "404, Collection [docs] does not exists",
        "400, Collection docs does not exist.",
        "500, 'ValueError(Collection docs does not exist.)'",
    })
    void namesACollectionThatIsMissing(int status, String body) {
        answer(COLLECTIONS + "docs", status, body);

        new Row(
                        Failure.CONFIGURATION,
                        "SVC-110",
                        false,
                        78,
                        "has no collection 'docs' in 'default_tenant/default_database'")
                .duringStart(check().collection("docs"));
    }

    @Test
    void looksInAnotherDatabase() {
        new Row(Failure.CONFIGURATION, "SVC-110", false, 78, "in 'acme/books'")
                .duringStart(check().database("acme", "books").collection("docs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a b"})
    void refusesNamesThatChromaHasNot(String name) {
        assertThatThrownBy(() -> check().collection(name)).hasMessageStartingWith("'collection' is '" + name + "'");
    }

    @Test
    void answersInTimeAboutASlowOneAndAboutNobody() throws Exception {
        answers.put(
                "/api/v2/heartbeat",
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());
        URI url = server.url("/").uri();

        HealthResult slow = ChromaCheck.at(() -> url).check(Asked.running(Duration.ofMillis(500)));
        server.close();

        assertThat(slow.failure()).contains(Failure.TIMEOUT);
        new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "is not reachable").whileRunning(ChromaCheck.at(() -> url));
    }

    @Test
    void refusesAUrlThatIsNotForHttp() throws Exception {
        new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "neither http nor https")
                .whileRunning(ChromaCheck.at(() -> URI.create("ftp://chroma:8000")));
    }
}
