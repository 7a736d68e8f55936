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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class HttpCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final HeldCertificate ROOT = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .duration(3_650, TimeUnit.DAYS)
            .build();

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    private HttpCheck check() {
        return HttpCheck.get(() -> server.url("/health?token=Planted").uri(), () -> NOW);
    }

    @Test
    void isUpWhenStatusAndBodyAreRight() throws Exception {
        server.enqueue(answer(200, "{\"status\":\"healthy\"}").build());

        HealthResult result = check().contains("healthy")
                .header("X-Service-Token", () -> Secret.of("s3cret"))
                .check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("status", "200").containsKey("response_time_ms");
        var request = server.takeRequest();
        assertThat(request.getHeaders().get("X-Service-Token")).isEqualTo("s3cret");
        assertThat(request.getHeaders().get("Connection")).isEqualTo("close");
    }

    @ParameterizedTest
    @CsvSource({
        "301, CONFIGURATION, SVC-104, false, 78, redirects to somewhere else",
        "401, CREDENTIALS,   SVC-101, false, 78, refuses the login",
        "403, PERMISSION,    SVC-102, false, 77, does not let us in",
        "404, CONFIGURATION, SVC-104, false, 78, has nothing at this path",
        "429, OVERLOADED,    SVC-105, true,  75, is asked too often",
        "503, UNAVAILABLE,   SVC-106, true,  69, has a fault",
    })
    void judgesTheStatus(int status, Failure failure, String code, boolean retried, int exitCode, String words)
            throws Exception {
        server.enqueue(
                answer(status, "Planted").addHeader("Location", "/elsewhere").build());
        server.enqueue(
                answer(status, "Planted").addHeader("Location", "/elsewhere").build());
        var row = new Row(failure, code, retried, exitCode, words);

        row.whileRunning(check());
        assertThat(row.duringStart(check()).toString()).doesNotContain("Planted");
    }

    @Test
    void takesOnlyTheStatusesThatAreNamed() throws Exception {
        server.enqueue(answer(302, "").build());
        assertThat(check().status(302, 401).check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);

        server.enqueue(answer(200, "").build());
        new Row(Failure.CONFIGURATION, "SVC-120", false, 78, "answers HTTP 200, and not [302, 401]")
                .whileRunning(check().status(302, 401));
    }

    @Test
    void missesTheTextThatItShouldHave() throws Exception {
        server.enqueue(answer(200, "<html>Log in to the guest network</html>").build());

        new Row(Failure.CONFIGURATION, "SVC-121", false, 78, "without the text that it should have")
                .whileRunning(check().contains("healthy"));
    }

    @Test
    void readsNoMoreOfAHugeBodyThanItNeeds() throws Exception {
        server.enqueue(answer(200, "x".repeat(10_000_000))
                .throttleBody(64 * 1024, 100, TimeUnit.MILLISECONDS)
                .build());
        var context = Asked.running(LONG);

        assertThat(check().check(context).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void tellsASlowServerAndOneThatHangsUp() throws Exception {
        try (var slow = Silence.after("");
                var cut = Silence.closingAfter("HTTP/1.1 200 OK\r\nContent-Le")) {
            var context = Asked.running(Duration.ofMillis(800));
            var asking = HttpCheck.get(URI.create("http://127.0.0.1:" + slow.port()));
            assertThat(asking.check(context).failure()).contains(Failure.TIMEOUT);
            slow.awaitLeft(1);

            new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "closes the connection before it has answered")
                    .whileRunning(HttpCheck.get(URI.create("http://127.0.0.1:" + cut.port())));
            cut.awaitLeft(1);
        }
    }

    @Test
    void tellsWhatDoesNotSpeakHttp() throws Exception {
        try (var smtp = Silence.closingAfter("220 mail ready\r\n")) {
            URI url = URI.create("http://127.0.0.1:" + smtp.port());

            new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "closes the connection").whileRunning(HttpCheck.get(url));
            smtp.awaitLeft(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"60, UP", "61, DEGRADED", "-60, UP", "-61, DEGRADED"})
    void comparesClocks(int seconds, HealthStatus expected) throws Exception {
        server.enqueue(answer(200, "")
                .setHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                NOW.plusSeconds(seconds).atZone(ZoneOffset.UTC)))
                .build());

        HealthResult result = check().clock(Duration.ofSeconds(60)).check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(expected);
        if (expected == HealthStatus.DEGRADED) {
            assertThat(result.reason()).startsWith("has a clock that is 61 s away from this machine's");
            assertThat(result.details()).containsEntry("code", "SVC-123");
        }
    }

    private HttpCheck encrypted(HeldCertificate certificate) {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        return check();
    }

    private static HeldCertificate certificate(String host, Instant from, Instant to) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(host)
                .validityInterval(from.toEpochMilli(), to.toEpochMilli())
                .signedBy(ROOT)
                .build();
    }

    private static HttpCheck trusting(HttpCheck check) {
        return check.trust(new HandshakeCertificates.Builder()
                .addTrustedCertificate(ROOT.certificate())
                .build()
                .trustManager());
    }

    @Test
    void warnsOfACertificateThatExpiresSoon() throws Exception {
        var certificate = certificate(
                "localhost", Instant.now().minusSeconds(60), Instant.now().plusSeconds(86_400L * 10));
        var check = HttpCheck.get(() -> server.url("/").uri());
        encrypted(certificate);

        server.enqueue(answer(200, "").build());
        HealthResult soon = trusting(check).check(Asked.starting(LONG));
        server.enqueue(answer(200, "").build());
        HealthResult later = trusting(check.certificate(Duration.ofDays(7))).check(Asked.starting(LONG));

        assertThat(soon.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(soon.reason())
                .startsWith("has a certificate that expires on ")
                .contains("in 9 days; renew it");
        assertThat(soon.details()).containsEntry("code", "SVC-122").containsKey("certificate_expires");
        assertThat(later.status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void tellsWhyACertificateIsNotGood() throws Exception {
        Instant now = Instant.now();
        var unknown = certificate("localhost", now.minusSeconds(60), now.plusSeconds(86_400));
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "has a certificate that is not trusted")
                .whileRunning(encrypted(unknown));
        var old = certificate("localhost", now.minusSeconds(86_400), now.minusSeconds(60));
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "has expired or is not valid yet")
                .whileRunning(trusting(encrypted(old)));
        var other = certificate("elsewhere.example", now.minusSeconds(60), now.plusSeconds(86_400));
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "has a certificate for another host name")
                .whileRunning(trusting(encrypted(other)));
    }

    @Test
    void knowsAPortWithoutTls() throws Exception {
        try (var mail = Silence.after("220 mail ready\r\n")) {
            new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "speaks no TLS on this port")
                    .whileRunning(HttpCheck.get(URI.create("https://127.0.0.1:" + mail.port())));
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> check().status()).hasMessageStartingWith("'status' is []");
        assertThatThrownBy(() -> check().status(99)).hasMessageStartingWith("'status' is [99]");
        assertThatThrownBy(() -> check().header("a b", () -> Secret.of(""))).hasMessageStartingWith("'header'");
        assertThatThrownBy(() -> check().clock(Duration.ofSeconds(1))).hasMessageStartingWith("'clock' is PT1S");
    }
}
