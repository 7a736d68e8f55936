package io.muster.health.http;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeServerTest {
    private static final CheckPolicy FAST = CheckPolicy.every(Duration.ofMillis(20))
            .timeout(Duration.ofMillis(200))
            .maxAge(Duration.ofSeconds(10));

    private final LifecycleManager app = LifecycleManager.named("orders");
    private final ProbeServer server = app.attach(ProbeServer.on(0).bind("127.0.0.1"));

    @AfterEach
    void stop() {
        app.stop("end of the test");
    }

    @Test
    void aServiceAnswersFromItsFirstMomentToItsLast() throws Exception {
        var starting = new AtomicReference<>("");
        var stopping = new AtomicReference<>("");
        app.add(component("database", () -> {
                    starting.set(statusLine("/livez") + statusLine("/startupz") + statusLine("/readyz"));
                    return "connection";
                })
                .check(connection -> context -> HealthResult.up().with("connection", connection))
                .stop(connection ->
                        stopping.set(statusLine("/livez") + statusLine("/startupz") + statusLine("/readyz"))));
        app.start();
        assertThat(starting).hasValue("200503503");
        assertThat(statusLine("/livez") + statusLine("/startupz") + statusLine("/readyz"))
                .isEqualTo("200200200");
        assertThat(get("/health/readiness")).contains("\"connection\":\"connection\"");
        app.stop("done");
        assertThat(stopping).hasValue("200200503");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> statusLine("/livez"));
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        app.start();
        String answer = raw("HEAD /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Content-Length: 2\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void oldBalancersNeedNoHost() throws Exception {
        app.start();
        assertThat(raw("GET /readyz HTTP/1.0\r\n\r\n")).contains(" 200 OK").endsWith("\r\n\r\nok");
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        app.start();
        assertThat(raw("POST /readyz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .contains(" 405 ")
                .containsIgnoringCase("Allow: GET, HEAD\r\n");
        assertThat(statusLine("/")).isEqualTo("404");
    }

    @Test
    void aProbeIsAnsweredWhileItsCheckHangs() throws Exception {
        var release = new CountDownLatch(1);
        var runs = new AtomicInteger();
        app.add(check("database", context -> HealthResult.up())
                .check(nothing -> context -> hangOnceRunning(context.starting(), runs, release), FAST));
        app.start();
        await().untilAsserted(() -> assertThat(statusLine("/readyz")).isEqualTo("503"));
        assertThat(get("/readyz/database")).contains("internal server error: no answer for ");
        assertThat(get("/health/diagnostics")).contains("\"stack\":[", "waitFor");
        assertThat(statusLine("/livez")).isEqualTo("200");
        assertThat(runs).hasValue(1);
        release.countDown();
        await().untilAsserted(() -> assertThat(statusLine("/readyz")).isEqualTo("200"));
    }

    @Test
    void noSecretIsInAnyBody() throws Exception {
        String secret = "hunter2-hunter2";
        app.view().redactor().add(Secret.of(secret));
        app.add(check("database", context -> HealthResult.up())
                .check(
                        nothing -> context -> {
                            if (context.starting()) {
                                return HealthResult.up().with("url", "postgres://u:" + secret + "@db");
                            }
                            throw new IOException("login with " + secret + " refused");
                        },
                        FAST));
        app.start();
        await().untilAsserted(() -> assertThat(statusLine("/readyz")).isEqualTo("503"));
        assertThat(get("/readyz/database")).contains("login with *** refused");
        for (String path : new String[] {
            "/readyz?verbose", "/readyz/database", "/livez?verbose", "/startupz?verbose",
            "/health", "/health/readiness", "/health/startup", "/health/diagnostics"
        }) {
            assertThat(get(path)).contains("HTTP/1.1 ").doesNotContain(secret);
        }
    }

    @Test
    void aTakenPortFailsTheStartAndSaysWhereToLook() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var second = LifecycleManager.named("second");
            second.attach(ProbeServer.on(taken.getLocalPort()).bind("127.0.0.1"));
            assertThatExceptionOfType(StartupFailedException.class)
                    .isThrownBy(second::start)
                    .satisfies(e -> assertThat(e.report().errors()).anySatisfy(finding -> {
                        assertThat(finding.failure()).contains(Failure.CONFIGURATION);
                        assertThat(finding.message())
                                .contains("port " + taken.getLocalPort())
                                .contains("ss -ltnp 'sport = :" + taken.getLocalPort() + "'");
                    }));
        }
    }

    @Test
    void aServerAccompaniesOneService() {
        app.start();
        assertThatIllegalStateException().isThrownBy(() -> server.open(app.view()));
    }

    @Test
    void thePortIsKnownOnceItIsTaken() {
        assertThat(ProbeServer.on(8081).port()).isEqualTo(8081);
        assertThatIllegalStateException().isThrownBy(server::port);
        assertThatIllegalArgumentException().isThrownBy(() -> ProbeServer.on(65_536));
        app.start();
        assertThat(server.port()).isPositive();
    }

    @Test
    void callersWhoResetAreNoTroubleAndSilent() throws Exception {
        app.start();
        try (var log = KeptLog.open()) {
            for (int i = 0; i < 20; i++) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                    socket.setSoLinger(true, 0);
                    socket.getOutputStream().write("GET /readyz HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
                }
            }
            assertThat(statusLine("/readyz")).isEqualTo("200");
            // the lifecycle writes on its own thread, and may only now say that the start is over
            assertThat(log.text().lines().filter(line -> !line.contains(LifecycleManager.class.getName())))
                    .noneMatch(line -> line.contains(" INFO ") || line.contains(" WARN ") || line.contains(" ERROR "));
        }
    }

    @Test
    void aKeptConnectionServesMany() throws Exception {
        app.start();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
                String answer = "";
                while (!answer.endsWith("\r\n\r\nok")) {
                    answer += (char) socket.getInputStream().read();
                }
                assertThat(answer).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void refusalsHaveNoBannerAndReflectNothing() throws Exception {
        app.start();
        for (String request : new String[] {
            "GET /canary HTTP/1.1\r\nHost: canary\r\nX-Canary: canary\r\nConnection: close\r\n\r\n",
            "CANARY /livez HTTP/1.1\r\nHost: canary\r\nConnection: close\r\n\r\n",
            "GET /readyz/canary?canary=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /health/diagnostics HTTP/1.1\r\nHost: canary\r\nConnection: close\r\n\r\n",
            "canary\r\n\r\n"
        }) {
            assertThat(raw(request))
                    .startsWith("HTTP/1.1 4")
                    .doesNotContainIgnoringCase("canary")
                    .doesNotContainIgnoringCase("server:")
                    .doesNotContainIgnoringCase("java");
        }
    }

    @Test
    void theMonitorTakesReports() throws Exception {
        app.add(check("openai", context -> HealthResult.up()));
        app.start();
        await().untilAsserted(() -> assertThat(statusLine("/readyz")).isEqualTo("200"));
        server.monitor().report("openai", HealthResult.down(Failure.UNAVAILABLE, "502"));
        await().untilAsserted(() -> assertThat(statusLine("/readyz")).isEqualTo("503"));
        await().untilAsserted(() -> assertThat(get("/health/diagnostics")).contains("check 'openai' UP to DOWN: 502"));
    }

    @Test
    void aDrainEndsOnceEveryProberKnows() throws Exception {
        app.drainDelay(Duration.ofMinutes(1)).gracePeriod(Duration.ofMinutes(2));
        app.start();
        // a service that counts no work at all gets the whole delay
        app.gate().enter().close();
        assertThat(statusLine("/readyz")).isEqualTo("200");
        app.requestStop("deploy");
        await().untilAsserted(() -> assertThat(statusLine("/readyz")).isEqualTo("503"));
        await().until(() -> app.view().state().ended());
    }

    private static HealthResult hangOnceRunning(boolean starting, AtomicInteger runs, CountDownLatch release) {
        if (!starting && runs.incrementAndGet() == 1) {
            waitFor(release);
        }
        return HealthResult.up();
    }

    /** Deaf to interrupts, as drivers are. */
    private static void waitFor(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }

    private String statusLine(String path) throws IOException {
        return get(path).split(" ", 3)[1];
    }

    private String get(String path) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
