package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Secret;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import mockwebserver3.MockResponse;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks that are slow, cut, hostile or not there. */
@Timeout(120)
class ProviderNetworkTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String LIST = "{\"object\":\"list\",\"data\":[]}";

    private final ProviderServer server = new ProviderServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private HealthResult ask() throws InterruptedException {
        return ask(server.url());
    }

    private static HealthResult ask(URI base) throws InterruptedException {
        HealthResult result =
                LlmCheck.openAi(() -> ProviderServer.KEY).baseUrl(base).check(Asked.running(LONG));
        assertThat(result.toString()).doesNotContain("Planted");
        return result;
    }

    @Test
    void readsNoMoreOfAHugeBodyThanItNeeds() throws InterruptedException {
        String huge = "{\"object\":\"list\",\"data\":[" + "{\"id\":\"m\"},".repeat(3_000_000);
        server.answer(
                "/models",
                new MockResponse.Builder()
                        .code(200)
                        .body(huge)
                        .throttleBody(64 * 1024, 50, TimeUnit.MILLISECONDS)
                        .build());

        var context = Asked.running(LONG);
        HealthResult result = server.check(LlmProvider.OPENAI_COMPATIBLE).check(context);

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(context.remaining())
                .as("not after the 26 s that all of it would take")
                .isPositive();
    }

    @Test
    void doesNotCallAModelMissingFromAListThatItReadInPart() throws InterruptedException {
        server.answer("/key", 200, "{}")
                .answer("/models", 200, "{\"data\":[" + "{\"id\":\"model-of-some-length\"},".repeat(100_000));

        HealthResult result =
                server.check(LlmProvider.OPENROUTER).model("other").check(Asked.running(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.reason()).contains("says nothing about the model 'other'");
    }

    @Test
    void survivesHostileJson() throws InterruptedException {
        for (String body : new String[] {
            "{\"error\":".repeat(5_000),
            "{\"error\":{\"message\":" + "[".repeat(5_000),
            "{\"error\":{\"code\":\"" + "x".repeat(20_000),
            "{\"a\":" + "9".repeat(5_000) + "}",
            "\u0000\u0000\u0000"
        }) {
            server.answer("/models", 401, body);
            assertThat(ask().failure()).contains(Failure.CREDENTIALS);
        }
    }

    @Test
    void answersInTimeAboutASlowProvider() throws InterruptedException {
        server.answer(
                "/models",
                new MockResponse.Builder()
                        .code(200)
                        .body(LIST)
                        .headersDelay(30, TimeUnit.SECONDS)
                        .build());
        var context = Asked.running(Duration.ofSeconds(2));

        HealthResult result = server.check(LlmProvider.OPENAI).check(context);

        assertThat(result.failure()).contains(Failure.TIMEOUT);
        assertThat(context.remaining()).isPositive();
    }

    @Test
    void answersInTimeAboutABodyThatDrips() throws InterruptedException {
        server.answer(
                "/models",
                new MockResponse.Builder()
                        .code(200)
                        .body(LIST)
                        .throttleBody(1, 5, TimeUnit.SECONDS)
                        .build());

        HealthResult result = server.check(LlmProvider.OPENAI).check(Asked.running(Duration.ofSeconds(2)));

        assertThat(result.failure()).contains(Failure.TIMEOUT);
    }

    @Test
    void givesUpAtOnceWhenInterrupted() throws Exception {
        server.answer(
                "/models",
                new MockResponse.Builder().headersDelay(60, TimeUnit.SECONDS).build());
        LlmCheck check = server.check(LlmProvider.OPENAI);
        var ended = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                check.check(Asked.starting(Duration.ofSeconds(60)));
                ended.complete(new AssertionError("it came back"));
            } catch (Throwable e) {
                ended.complete(e);
            }
        });
        thread.start();
        server.server().takeRequest();

        thread.interrupt();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void takesTheKeyToNoOtherHost() throws InterruptedException {
        try (var elsewhere = new ProviderServer()) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                server.answer(
                        "/models",
                        new MockResponse.Builder()
                                .code(status)
                                .addHeader("Location", elsewhere.url() + "models")
                                .build());

                assertThat(ask().reason()).contains("HTTP " + status + ", a redirect, which is not followed");
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void takesAnAnswerThatIsCutOffForAFault() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"object\":");

            HealthResult cut = ask(URI.create("http://127.0.0.1:" + socket.getLocalPort()));

            assertThat(cut.failure()).contains(Failure.UNAVAILABLE);
            assertThat(cut.reason()).contains("its answer was cut off");
        }
    }

    @Test
    void takesARefusalThatIsCutOffForARefusal() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(socket, "HTTP/1.1 401 No\r\nContent-Length: 1000\r\n\r\n{\"error\":{\"code\":\"invalid_api_key\"");

            HealthResult cut = ask(URI.create("http://127.0.0.1:" + socket.getLocalPort()));

            assertThat(cut.failure()).contains(Failure.CREDENTIALS);
            assertThat(cut.reason()).contains("invalid_api_key");
        }
    }

    @Test
    void saysWhenTheOtherEndSpeaksNoHttp() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(socket, "-ERR unknown command\r\n");

            assertThat(ask(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
                            .failure())
                    .contains(Failure.UNAVAILABLE);
        }
    }

    /** Answers each connection with these bytes and closes it. */
    private static void serve(ServerSocket server, String answer) {
        var thread = new Thread(() -> {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        InputStream input = socket.getInputStream();
                        assertThat(input.read(new byte[4_096])).isPositive();
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void knowsThatNobodyAnswers() throws InterruptedException {
        HealthResult result = ask(URI.create("http://127.0.0.1:" + FreePort.next() + "/v1"));

        assertThat(result.failure()).contains(Failure.UNAVAILABLE);
        assertThat(result.reason()).contains("the provider is not reachable (ConnectException)");
    }

    @Test
    void knowsThatTheNameIsUnknown() throws InterruptedException {
        URI nowhere = URI.create("https://nowhere.invalid");

        HealthResult result = ask(nowhere);
        HealthResult azure = LlmCheck.of(LlmProvider.AZURE_OPENAI, () -> ProviderServer.KEY)
                .baseUrl(nowhere)
                .check(Asked.running(LONG));

        assertThat(result.failure()).contains(Failure.UNAVAILABLE);
        assertThat(result.reason()).contains("its name is not known");
        assertThat(azure.failure()).contains(Failure.CONFIGURATION);
        assertThat(azure.reason()).contains("check the resource's name in the base URL");
    }

    @Test
    void refusesABaseUrlThatIsNone() throws InterruptedException {
        assertThat(ask(URI.create("ftp://127.0.0.1/")).failure()).contains(Failure.CONFIGURATION);
        assertThat(ask(URI.create("api.openai.com")).failure()).contains(Failure.CONFIGURATION);
    }

    @Test
    void doesNotTrustACertificateThatNobodyVouchesFor() throws InterruptedException {
        var own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        var tls = new HandshakeCertificates.Builder().heldCertificate(own).build();
        server.server().useHttps(tls.sslSocketFactory());

        HealthResult untrusted =
                ask(URI.create("https://localhost:" + server.url().getPort()));

        assertThat(untrusted.failure()).contains(Failure.CONFIGURATION);
        assertThat(untrusted.reason()).startsWith("the provider's certificate is not trusted; check the trust store");
    }

    @Test
    void knowsAPortWithoutTls() throws Exception {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            serve(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

            HealthResult plain = ask(URI.create("https://127.0.0.1:" + socket.getLocalPort()));

            assertThat(plain.failure()).contains(Failure.CONFIGURATION);
            assertThat(plain.reason()).contains("the port speaks no TLS");
        }
    }

    @Test
    void putsEachEndOfTheWayIntoWords() {
        var direct = new Way(Map.of());
        var unread = new Way(Map.of("HTTPS_PROXY", "http://proxy:3128"));

        assertThat(words(direct, new SSLPeerUnverifiedException("Hostname x not verified")))
                .startsWith("the provider's certificate is not trusted (it is for another host name)");
        assertThat(words(direct, handshake(new CertificateExpiredException("NotAfter"))))
                .contains("it has expired or is not valid yet");
        assertThat(words(direct, new SSLHandshakeException("Remote host terminated the handshake")))
                .contains("the TLS handshake failed");
        assertThat(words(direct, new IOException("Failed to authenticate with proxy")))
                .startsWith("the proxy asks for a login or refuses the way to the provider (HTTP 407)");
        assertThat(words(direct, new IOException("Unexpected response code for CONNECT: 403")))
                .contains("it refuses to connect");
        assertThat(words(direct, new IOException("unexpected end of stream", new EOFException())))
                .contains("cut off");
        assertThat(words(direct, new UnknownHostException("x"))).endsWith("check DNS, egress and proxy");
        assertThat(words(unread, new ConnectException("refused")))
                .contains("HTTPS_PROXY is set, which the JVM does not read");
    }

    private static IOException handshake(Throwable cause) {
        var e = new SSLHandshakeException("PKIX path validation failed");
        e.initCause(cause);
        return e;
    }

    private static String words(Way way, IOException e) {
        return way.ended(e, Subject.KEY, false).sentence();
    }

    @Test
    void leavesNoConnectionAndNoThreadBehind() throws InterruptedException {
        server.answer("/models", 200, LIST);
        for (int i = 0; i < 200; i++) {
            Secret key = Secret.of("sk-4kQ9vT2xYb7Lm3Zr8Wp5-" + i);
            assertThat(LlmCheck.openAi(() -> key)
                            .baseUrl(server.url())
                            .check(Asked.running(LONG))
                            .status())
                    .isEqualTo(HealthStatus.UP);
        }

        assertThat(Http.idle()).isZero();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("muster-llm-call"))
                        .count())
                .isLessThan(10);
    }

    @Test
    void refusesToRunOverWithoutTime() {
        assertThatThrownBy(() -> server.check(LlmProvider.OPENAI).check(Asked.starting(Duration.ZERO)))
                .hasMessageContaining("cannot be used");
        assertThat(server.requests()).isEmpty();
    }
}
