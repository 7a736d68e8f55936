package io.muster.samples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DockerEngineTest {
    @Test
    void answersWhereAnEngineDoes() throws IOException {
        var engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/_ping", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        engine.start();
        try {
            String address = "tcp://127.0.0.1:" + engine.getAddress().getPort();
            assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", address))).isTrue();
            assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", address, "MUSTER_SERVERS", "embedded")))
                    .isFalse();
        } finally {
            engine.stop(0);
        }
    }

    @Test
    void doesNotAnswerWhereNobodyListens() {
        assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock")))
                .isFalse();
        assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + FreePort.next())))
                .isFalse();
        assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", "not an address")))
                .isFalse();
    }

    @Test
    void doesNotWaitForAnEngineThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var environment = Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + silent.getLocalPort());
            assertThat(CompletableFuture.supplyAsync(() -> DockerEngine.answers(environment)))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(false);
        }
    }
}
