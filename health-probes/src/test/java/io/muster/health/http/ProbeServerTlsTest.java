package io.muster.health.http;

import static io.muster.lifecycle.Component.check;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeServerTlsTest {
    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    private static final SSLContext KEY = new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .build()
            .sslContext();
    private static final SSLContext TRUST = new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build()
            .sslContext();

    private final LifecycleManager app = LifecycleManager.named("orders");
    private final ProbeServer server =
            app.attach(ProbeServer.on(0).bind("127.0.0.1").tls(KEY));

    @BeforeEach
    void start() {
        app.add(check("database", context -> HealthResult.up().with("host", "db.internal")));
        app.start();
    }

    @AfterEach
    void stop() {
        app.stop("end of the test");
    }

    @Test
    void everyDialectIsSaidUnderTls() throws Exception {
        assertThat(get("/readyz", TRUST).body()).isEqualTo("ok");
        assertThat(get("/livez", TRUST).headers().firstValue("Cache-Control")).contains("no-store");
        // on the loopback: what TLS hides from others does not hide the caller from us
        assertThat(get("/health/readiness", TRUST).body()).contains("db.internal");
        assertThat(get("/nothing", TRUST).statusCode()).isEqualTo(404);
    }

    @Test
    void whoDoesNotTrustTheKeyLearnsNothing() throws Exception {
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> get("/readyz", SSLContext.getDefault()));
        assertThat(get("/readyz", TRUST).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSpeaksPlainHttpIsHungUpOnAndDisturbsNobody() throws Exception {
        try (var socket = connect()) {
            socket.getOutputStream().write("GET /readyz HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            assertThat(answer(socket)).doesNotContain("HTTP/", "ok");
        }
        assertThat(get("/readyz", TRUST).statusCode()).isEqualTo(200);
    }

    @Test
    void whoNeverEndsAHandshakeLosesItsOwnConnection() throws Exception {
        try (var socket = connect()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
            assertThat(ends(socket)).isTrue();
        }
    }

    /** A reset is an end too; no end in time is none. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void handshakesThatNeverEndDoNotSilenceIt() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                held.add(connect());
                // the beginning of a ClientHello
                held.get(i).getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
            }
            assertThat(get("/readyz", TRUST).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Empty also when the connection was reset. */
    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    private HttpResponse<String> get(String path, SSLContext trust) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newBuilder()
                .sslContext(trust)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString());
    }
}
