package io.muster.samples.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {
    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ProxiedConnection.thread("echo", this::serve);
        proxy = FaultProxy.to("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                if (echo.isClosed()) {
                    // a blocked accept may take one more while close is on its way to it
                    socket.close();
                    return;
                }
                ProxiedConnection.thread("echo-connection", () -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // the fault that the test asked for
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(proxy.host(), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String ask(Socket socket, String question) {
        try {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(question.length()), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void passesEverythingOnAtFirst() throws IOException {
        try (var socket = connect()) {
            assertThat(ask(socket, "tea")).isEqualTo("tea");
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void delaysBothDirections() throws IOException {
        try (var socket = connect()) {
            proxy.delay(Duration.ofMillis(100));
            long began = System.nanoTime();

            assertThat(ask(socket, "tea")).isEqualTo("tea");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void holdsWhatItDeliversLater() throws IOException {
        try (var socket = connect()) {
            proxy.hold();
            socket.setSoTimeout(300);
            socket.getOutputStream().write('t');
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            socket.setSoTimeout(10_000);
            proxy.pass();

            assertThat(socket.getInputStream().read()).isEqualTo('t');
        }
    }

    @Test
    void dropsOpenConnectionsAndNewOnes() throws IOException {
        try (var before = connect()) {
            assertThat(ask(before, "tea")).isEqualTo("tea");
            proxy.drop();
            assertThatThrownBy(() -> ask(before, "tea")).isInstanceOf(UncheckedIOException.class);
        }
        try (var after = connect()) {
            assertThatThrownBy(() -> ask(after, "tea")).isInstanceOf(UncheckedIOException.class);
        }
        proxy.pass();
        try (var healed = connect()) {
            assertThat(ask(healed, "tea")).isEqualTo("tea");
        }
    }

    @Test
    void breaksAnAnswerOff() throws IOException {
        proxy.dropAfter(2);
        try (var socket = connect()) {
            socket.getOutputStream().write("tea".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(socket.getInputStream().read()).isEqualTo('t');
            assertThat(socket.getInputStream().read()).isEqualTo('e');
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsTheAnswersAndStillTakesQuestions() throws IOException {
        try (var socket = connect()) {
            assertThat(ask(socket, "tea")).isEqualTo("tea");
            proxy.halfClose();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.getOutputStream().write('t');
        }
        try (var later = connect()) {
            assertThat(later.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void turnsTheBitsOfAnswersOver() throws IOException {
        try (var socket = connect()) {
            proxy.corrupt();

            assertThat(ask(socket, "A")).isEqualTo("\u00be");
        }
    }

    @Test
    void looksLikeAHangUpWhenTheServerIsGone() throws IOException {
        echo.close();
        String answer = "";
        try (var socket = connect()) {
            answer = ask(socket, "tea");
        } catch (UncheckedIOException e) {
            // a reset, unless the end of the stream came first
        }
        assertThat(answer).isEmpty();
    }

    @Test
    void countsNoConnectionThatHasEnded() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var socket = connect()) {
                assertThat(ask(socket, "tea")).isEqualTo("tea");
            }
        }
        while (proxy.connections() > 0) {
            Thread.onSpinWait();
        }
    }
}
