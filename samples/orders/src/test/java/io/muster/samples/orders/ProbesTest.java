package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.samples.servers.FreePort;
import io.muster.samples.servers.PostgresServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The probes of a running service, from before its first component starts until after its last has stopped. */
class ProbesTest {
    private static OrdersProcess service;

    @BeforeAll
    static void start() {
        service = OrdersProcess.start(Backends.environment()).awaitReady();
    }

    @AfterAll
    static void close() {
        service.close();
    }

    @Test
    void kubernetesGetsTextInWhichEachCheckHasALine() throws IOException {
        for (String path : List.of("/livez", "/readyz", "/startupz", "/readyz/database", "/readyz/openai")) {
            assertThat(service.probe(path).statusCode()).as(path).isEqualTo(200);
            assertThat(service.probe(path).body().strip()).as(path).isEqualTo("ok");
        }
        assertThat(service.probe("/readyz?verbose").body())
                .contains("[+]database ok", "[+]redis ok", "[+]openai ok", "readyz check passed");
        assertThat(service.probe("/readyz?verbose&exclude=redis").body()).contains("[+]redis excluded: ok");
    }

    @Test
    void peopleGetJson() throws IOException {
        for (String path : List.of("/health", "/health/liveness")) {
            assertThat(service.probe(path).body())
                    .contains("\"status\":\"alive\"", "\"timestamp\":", "\"uptime_seconds\":");
        }
        assertThat(service.probe("/health/readiness").body())
                .contains("\"status\":\"healthy\"", "\"overall_healthy\":true")
                .containsPattern("\"database\":\\{\"healthy\":true,\"response_time_ms\":[0-9.]+.*\"pool\":\\{\"size\":")
                .contains("\"redis\":{\"healthy\":true", "\"openai\":{\"healthy\":true")
                .contains("\"cpu_percent\":", "\"memory_percent\":", "\"disk_percent\":");
        assertThat(service.probe("/health/diagnostics").statusCode()).isEqualTo(200);
    }

    @Test
    void noSecretIsInAnyAnswer() throws IOException {
        for (String path : List.of("/readyz?verbose", "/health/readiness", "/health/diagnostics")) {
            assertThat(service.probe(path).body())
                    .doesNotContain(Backends.SECRET_KEY, Backends.POSTGRES.password(), Backends.REDIS.password())
                    .doesNotContain(Backends.LLM.key());
        }
    }

    @Test
    void onlyGetAndHeadOfKnownPathsAreAnswered() throws IOException {
        var head = service.send(service.probeRequest("/readyz")
                .method("HEAD", BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        var post = service.send(
                service.probeRequest("/readyz").POST(BodyPublishers.noBody()).build());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(service.status("/nowhere")).isEqualTo(404);
        assertThat(service.status("/readyz/nobody")).isEqualTo(404);
    }

    @Test
    void theyAnswerWhileTheServiceStillStartsAndWhileItIsUndone() {
        String nobody = PostgresServer.urlOn(FreePort.next());
        try (var starting = OrdersProcess.start(Backends.environmentWith("DATABASE_URL", nobody))) {
            starting.awaitProbes();
            assertThat(starting.status("/livez")).isEqualTo(200);
            assertThat(starting.status("/readyz")).isEqualTo(503);
            assertThat(starting.status("/startupz")).isEqualTo(503);
            starting.terminate();
            await().atMost(Duration.ofSeconds(10)).until(() -> starting.status("/livez") == 0);
            assertThat(starting.exitCode(Duration.ofSeconds(10))).isEqualTo(OrdersProcess.TERMINATED);
        }
    }
}
