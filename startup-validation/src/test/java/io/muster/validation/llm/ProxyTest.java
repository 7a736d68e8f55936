package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a proxy between us and the provider, as the JVM's own settings name it. */
@Timeout(60)
class ProxyTest {

    @AfterEach
    void forgetTheProxy() {
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
    }

    private static HealthResult askThrough(int port) throws InterruptedException {
        System.setProperty("https.proxyHost", "127.0.0.1");
        System.setProperty("https.proxyPort", String.valueOf(port));
        return LlmCheck.openAi(() -> ProviderServer.KEY)
                .baseUrl(URI.create("https://provider.invalid/v1"))
                .check(Asked.running(Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @CsvSource({
        "407 Proxy Authentication Required, (HTTP 407)",
        "403 Forbidden, (it refuses to connect)",
        "502 Bad Gateway, (it refuses to connect)",
    })
    void saysThatTheProxyRefuses(String status, String note) throws Exception {
        try (var proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var seen = serve(proxy, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");

            HealthResult result = askThrough(proxy.getLocalPort());

            assertThat(result.failure()).contains(Failure.UNAVAILABLE);
            assertThat(result.details()).containsEntry("code", "LLM-407");
            assertThat(result.reason()).contains(note);
            assertThat(seen.toString())
                    .startsWith("[CONNECT provider.invalid:443")
                    .doesNotContain("Planted");
        }
    }

    @Test
    void saysThatTheProxyIsNotThere() throws InterruptedException {
        HealthResult result = askThrough(FreePort.next());

        assertThat(result.details()).containsEntry("code", "LLM-407");
        assertThat(result.reason()).contains("the proxy itself is not reachable");
    }

    /** Answers each request with these bytes; returns what it was asked. */
    private static List<String> serve(ServerSocket server, String answer) {
        var seen = new CopyOnWriteArrayList<String>();
        var thread = new Thread(() -> {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        var input = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                        for (String line = input.readLine(); line != null && !line.isEmpty(); line = input.readLine()) {
                            seen.add(line);
                        }
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
        return seen;
    }
}
