package io.muster.health.dialect;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.optionalDown;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailedJsonTest {
    @Test
    void livenessIsThreeFacts() {
        assertThat(liveness(Snapshots.running(), true).body())
                .isEqualTo("{\"status\":\"alive\",\"timestamp\":\"2025-01-24T10:30:00Z\",\"uptime_seconds\":3600}");
    }

    @Test
    void deathHasAReasonForWhomMayKnow() {
        var snapshot = Snapshots.withSigns(new Sign("poller", false, "no beat for 6 s"));
        assertThat(liveness(snapshot, true).passed()).isFalse();
        assertThat(liveness(snapshot, true).body())
                .startsWith("{\"status\":\"dead\"")
                .endsWith(",\"reason\":\"'poller': no beat for 6 s\"}");
        assertThat(liveness(snapshot, false).body()).doesNotContain("poller");
    }

    @Test
    void readinessHasEachServiceWithItsDetailsAndTheMachine() {
        var snapshot = Snapshots.running(
                up("database", "pool.size", "10", "pool.checked_in", "8", "pool.checked_out", "2"),
                up("openai", "api_key_set", "true", "model", "gpt-4-turbo-preview", "build", "007", "ratio", "0.5"));
        assertThat(readiness(snapshot, true).body())
                .isEqualTo("{\"status\":\"healthy\",\"overall_healthy\":true,\"services\":{"
                        + "\"database\":{\"healthy\":true,\"response_time_ms\":12.5,"
                        + "\"pool\":{\"size\":10,\"checked_in\":8,\"checked_out\":2}},"
                        + "\"openai\":{\"healthy\":true,\"response_time_ms\":12.5,\"api_key_set\":true,"
                        + "\"model\":\"gpt-4-turbo-preview\",\"build\":\"007\",\"ratio\":0.5}},"
                        + "\"metrics\":{\"cpu_percent\":15.2,\"memory_percent\":45.8,\"disk_percent\":23.1}}");
    }

    @Test
    void withoutPermissionThereAreNamesAndStatesOnly() {
        var snapshot = Snapshots.running(up("redis", "host", "redis.internal"), down("database"));
        assertThat(readiness(snapshot, false).passed()).isFalse();
        assertThat(readiness(snapshot, false).body())
                .isEqualTo("{\"status\":\"unhealthy\",\"overall_healthy\":false,"
                        + "\"root_causes\":[\"database\"],\"services\":{"
                        + "\"redis\":{\"healthy\":true},\"database\":{\"healthy\":false,\"status\":\"DOWN\"}}}");
    }

    @Test
    void anOptionalOutageIsDegradedAndStillReady() {
        var answer = readiness(Snapshots.running(optionalDown("chroma")), false);
        assertThat(answer.passed()).isTrue();
        assertThat(answer.body()).startsWith("{\"status\":\"degraded\",\"overall_healthy\":true,");
    }

    @Test
    void aServiceThatDoesNotRunSaysItsState() {
        assertThat(readiness(Snapshots.in(LifecycleState.DRAINING, true), true).body())
                .contains("\"status\":\"unhealthy\"", "\"state\":\"DRAINING\"", "\"reason\":\"SIGTERM\"");
        assertThat(readiness(Snapshots.in(LifecycleState.DRAINING, true), false).body())
                .contains("\"state\":\"DRAINING\"")
                .doesNotContain("SIGTERM");
        assertThat(startup(Snapshots.in(LifecycleState.STARTING, false), false).body())
                .startsWith("{\"status\":\"starting\",\"state\":\"STARTING\",");
        assertThat(startup(Snapshots.in(LifecycleState.STOPPING, false), false).body())
                .startsWith("{\"status\":\"failed\",");
        assertThat(startup(Snapshots.running(), false).body()).startsWith("{\"status\":\"started\",");
    }

    @Test
    void detailsNeverTakeTheNamesOfOurs() {
        var snapshot = Snapshots.running(up("odd", "healthy", "false", "a.b.c", "1", "a", "x", ".", "y"));
        assertThat(readiness(snapshot, true).body())
                .contains("\"odd\":{\"healthy\":true,\"response_time_ms\":12.5,\"a.b.c\":1,\"a\":\"x\",\".\":\"y\","
                        + "\"details\":{\"healthy\":false}}");
    }

    @Test
    void textIsEscaped() {
        var snapshot = Snapshots.running(up("a\"b", "k", "line\n\"quoted\" 1e999999 "));
        assertThat(readiness(snapshot, true).body())
                .contains("\"a\\\"b\":{", "\"k\":\"line\\n\\\"quoted\\\" 1e999999 \"");
    }

    @Test
    void whatIsAskedButNotThereIsEmpty() {
        assertThat(new DetailedJson().say(Snapshots.running(), Question.at("/nothing", true)))
                .isEmpty();
    }

    @Test
    void aDiagnosisIsATree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("text", "a\"b");
        tree.put("numbers", List.of(1, 2L, 0.5));
        tree.put("deep", Map.of("yes", true));
        assertThat(DetailedJson.diagnostics(tree))
                .isEqualTo(new Answer(
                        true,
                        "application/json",
                        "{\"text\":\"a\\\"b\",\"numbers\":[1,2,0.5],\"deep\":{\"yes\":true}}"));
    }

    private static Answer liveness(Snapshot snapshot, boolean details) {
        return say(snapshot, "/liveness", details);
    }

    private static Answer readiness(Snapshot snapshot, boolean details) {
        return say(snapshot, "/readiness", details);
    }

    private static Answer startup(Snapshot snapshot, boolean details) {
        return say(snapshot, "/startup", details);
    }

    private static Answer say(Snapshot snapshot, String path, boolean details) {
        return new DetailedJson().say(snapshot, Question.at(path, details)).orElseThrow();
    }
}
