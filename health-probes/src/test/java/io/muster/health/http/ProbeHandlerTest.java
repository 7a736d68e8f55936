package io.muster.health.http;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.health.FakeView;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeHandlerTest {
    private static final String LOCAL = "127.0.0.1";
    private static final String AWAY = "192.0.2.7";

    private Snapshot snapshot = Snapshots.running(up("database", "host", "db.internal"));
    private final ProbeHandler handler = ProbeHandler.of(() -> snapshot);

    @ParameterizedTest(name = "{0}, has run {1}: live {2}, started {3}, ready {4}")
    @CsvSource({
        "NEW, false, 200, 503, 503",
        "STARTING, false, 200, 503, 503",
        "RUNNING, true, 200, 200, 200",
        "DRAINING, true, 200, 200, 503",
        "STOPPING, true, 200, 200, 503",
        "STOPPED, true, 200, 200, 503",
        "STOPPING, false, 200, 503, 503",
        "FAILED, false, 200, 503, 503"
    })
    void everyStateAnswersEveryProbe(LifecycleState state, boolean hasRun, int live, int started, int ready) {
        snapshot = Snapshots.in(state, hasRun, up("database"));
        assertThat(get("/livez").status()).isEqualTo(live);
        assertThat(get("/health").status()).isEqualTo(live);
        assertThat(get("/health/liveness").status()).isEqualTo(live);
        assertThat(get("/startupz").status()).isEqualTo(started);
        assertThat(get("/health/startup").status()).isEqualTo(started);
        assertThat(get("/readyz").status()).isEqualTo(ready);
        assertThat(get("/health/readiness").status()).isEqualTo(ready);
    }

    @Test
    void saysItsPathsAndItsDiagnosticsToWhoMountsIt() {
        assertThat(handler.paths())
                .contains("/livez", "/readyz", "/health/diagnostics")
                .doesNotContain("/metrics");
        assertThat(handler.diagnostics()).containsEntry("state", "RUNNING").containsKey("checks");
        assertThatIllegalStateException()
                .isThrownBy(() -> ProbeHandler.create().diagnostics())
                .withMessageContaining("not open yet");
    }

    @Test
    void answersAreNeitherCachedNorSniffed() {
        assertThat(get("/readyz").headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(get("/health").headers()).containsEntry("Content-Type", "application/json");
        assertThat(get("/nowhere").headers()).containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/readyz/",
                "/readyz/nothing",
                "/healthy",
                "/health/",
                "/health/x",
                "/livez/x",
                "/x",
                "*"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get"})
    void onlyGetAndHeadAreAllowed(String method) {
        for (String path : List.of("/livez", "/readyz/database", "/health/diagnostics")) {
            var response = handler.handle(request(method, path, "", LOCAL, Map.of()));
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers()).containsEntry("Allow", "GET, HEAD");
            assertThat(response.body()).isEqualTo("method not allowed\n");
        }
        assertThat(handler.handle(request("HEAD", "/livez", "", LOCAL, Map.of()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCheckHasAPathOfItsOwnWhateverItsName() {
        snapshot = Snapshots.running(up("my check/a+b"), down("database"));
        assertThat(get("/readyz/my%20check/a+b").body()).isEqualTo("ok");
        assertThat(get("/readyz/database").status()).isEqualTo(503);
        assertThat(get("/readyz/%zz").status()).isEqualTo(400);
    }

    @Test
    void queriesAreUnderstoodByPresence() {
        snapshot = Snapshots.running(up("redis"), down("database"));
        assertThat(get("/readyz", "exclude=database").body()).isEqualTo("ok");
        assertThat(get("/readyz", "verbose=false&exclude=database").body())
                .contains("[+]database excluded: ok", "readyz check passed");
        assertThat(get("/readyz", "exclude=%zz").status()).isEqualTo(400);
        assertThat(get("/readyz", "exclude=" + "x".repeat(5_000)).status()).isEqualTo(400);
        assertThat(get("/readyz", "exclude=a,database").status()).isEqualTo(503);
    }

    @Test
    void detailsAreForDirectCallersOnThisMachine() {
        assertThat(readiness(LOCAL, Map.of())).contains("db.internal", "metrics");
        assertThat(readiness(LOCAL, Map.of("Host", List.of("localhost:8081")))).contains("db.internal");
        assertThat(readiness(LOCAL, Map.of("Host", List.of("[::1]:8081")))).contains("db.internal");
        assertThat(readiness(AWAY, Map.of())).doesNotContain("db.internal", "metrics");
        assertThat(readiness(LOCAL, Map.of("x-forwarded-for", List.of(LOCAL)))).doesNotContain("db.internal");
        assertThat(readiness(LOCAL, Map.of("Host", List.of("evil.example:8081"))))
                .doesNotContain("db.internal");
    }

    @Test
    void diagnosticsAreForbiddenToStrangers() {
        var refused = handler.handle(request("GET", "/health/diagnostics", "", AWAY, Map.of()));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("forbidden\n");
        assertThat(get("/health/diagnostics").status()).isEqualTo(200);
    }

    @Test
    void anAccessThatThrowsPermitsNothing() {
        var strict = ProbeHandler.of(() -> snapshot).access(Access.nobody().when(request -> {
            throw new IllegalStateException("broken");
        }));
        assertThat(strict.handle(request("GET", "/health/diagnostics", "", LOCAL, Map.of()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void thePrefixMovesTheJson() {
        var moved = ProbeHandler.of(() -> snapshot).prefix("/api/v1/health");
        assertThat(moved.handle(request("GET", "/api/v1/health", "", AWAY, Map.of()))
                        .status())
                .isEqualTo(200);
        assertThat(moved.handle(request("GET", "/health", "", AWAY, Map.of())).status())
                .isEqualTo(404);
        assertThat(moved.handle(request("GET", "/api/v1/health/readiness", "", AWAY, Map.of()))
                        .body())
                .contains("services");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeHandler.of(() -> snapshot).prefix("health/"));
    }

    @Test
    void whoAsksWithAQueryIsToldOfTheDrainAsWell() throws Exception {
        var view = new FakeView();
        view.with("database", CheckPolicy.defaults(), true, context -> HealthResult.up());
        view.state(LifecycleState.RUNNING);
        var attached = ProbeHandler.create();
        try (var open = attached.open(view)) {
            assertThat(open).isNotNull();
            var probe = request("GET", "/readyz", "verbose", AWAY, Map.of());
            assertThat(attached.handle(probe).status()).isEqualTo(200);
            view.state(LifecycleState.DRAINING);
            assertThat(view.toldProbers()).isFalse();
            assertThat(attached.handle(probe).status()).isEqualTo(503);
            assertThat(view.toldProbers()).isTrue();
        }
    }

    @Test
    void aBodyIsRenderedOncePerSnapshot() {
        assertThat(get("/health/readiness")).isSameAs(get("/health/readiness"));
        var before = get("/readyz");
        snapshot = Snapshots.running(down("database"));
        assertThat(get("/readyz")).isNotSameAs(before);
        assertThat(get("/readyz").status()).isEqualTo(503);
    }

    @Test
    void whoAsksMattersOnlyWhereThereIsMoreToKnow() {
        var asked = new AtomicInteger();
        var handler =
                ProbeHandler.of(() -> snapshot).access(Access.nobody().when(request -> asked.incrementAndGet() == 1));
        for (String path : List.of("/livez", "/readyz", "/startupz")) {
            assertThat(handler.handle(request("GET", path, "", AWAY, Map.of())).body())
                    .isEqualTo("ok");
        }
        assertThat(asked).hasValue(0);
        var readiness = request("GET", "/health/readiness", "", AWAY, Map.of());
        assertThat(handler.handle(readiness).body()).contains("db.internal");
        assertThat(handler.handle(readiness).body()).doesNotContain("db.internal");
    }

    private ProbeResponse get(String path) {
        return get(path, "");
    }

    private ProbeResponse get(String path, String query) {
        return handler.handle(request("GET", path, query, LOCAL, Map.of()));
    }

    private String readiness(String remote, Map<String, List<String>> headers) {
        return handler.handle(request("GET", "/health/readiness", "", remote, headers))
                .body();
    }

    private static ProbeRequest request(
            String method, String path, String query, String remote, Map<String, List<String>> headers) {
        try {
            return new ProbeRequest(method, path, query, headers, Optional.of(InetAddress.getByName(remote)));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
