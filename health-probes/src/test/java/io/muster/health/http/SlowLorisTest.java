package io.muster.health.http;

import static io.muster.lifecycle.Component.check;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who begin and never end, in a service that has no processor time to spare. */
class SlowLorisTest {
    private static final int CALLERS = 300;
    private static final int PROBES = 100;
    /** A guard against hanging; how quick the answers are, the benchmarks say. */
    private static final int SECONDS = 20;

    private final LifecycleManager app = LifecycleManager.named("orders");
    private final ProbeServer server = app.attach(ProbeServer.on(0).bind("127.0.0.1"));
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Socket> held = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        over.set(true);
        for (Socket socket : held) {
            socket.close();
        }
        app.stop("end of the test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /rea",
                "GET /readyz HTTP/1.1\r\nHost: x\r\nX-",
                "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1"
            })
    void probesAnswerWhileThreeHundredCallersNeverEnd(String beginning) throws Exception {
        start();
        for (int i = 0; i < CALLERS; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            held.add(socket);
            socket.getOutputStream().write(beginning.getBytes(US_ASCII));
        }
        for (int i = 0; i < PROBES; i++) {
            assertThat(probe()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoNeverEndsIsHungUpOn() throws Exception {
        start();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET /rea".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoNeverReadsIsHungUpOn() throws Exception {
        start();
        byte[] question = ("GET /readyz?exclude=" + "x".repeat(4_000) + "&verbose HTTP/1.1\r\nHost: x\r\n\r\n")
                .getBytes(US_ASCII);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(1_024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            // its answers fill every buffer, then its own questions do; that ends only when the server hangs up,
            // which it does as others call
            callOnAndOn();
            assertTimeoutPreemptively(
                    ofMinutes(2),
                    () -> assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
                        while (true) {
                            socket.getOutputStream().write(question);
                        }
                    }));
        }
    }

    private void callOnAndOn() {
        var calling = new Thread(() -> {
            while (!over.get()) {
                try {
                    probe();
                } catch (Exception e) {
                    return;
                }
            }
        });
        calling.setDaemon(true);
        calling.start();
    }

    /** The application keeps every processor busy. */
    private void start() {
        app.add(check("database", context -> HealthResult.up()));
        app.start();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            var spinning = new Thread(() -> {
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            });
            spinning.setDaemon(true);
            spinning.start();
        }
    }

    private String probe() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(SECONDS * 1_000);
            socket.getOutputStream().write("GET /readyz HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
