package io.muster.health.dialect;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.optionalDown;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Sign;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import org.junit.jupiter.api.Test;

class DetailedJsonTest {
    @Test
    void livenessIsThreeFacts() {
        assertThat(DetailedJson.liveness(Snapshots.running(), true).body())
                .isEqualTo("{\"status\":\"alive\",\"timestamp\":\"2025-01-24T10:30:00Z\",\"uptime_seconds\":3600}");
    }

    @Test
    void deathHasAReasonForWhomMayKnow() {
        var snapshot = Snapshots.withSigns(new Sign("poller", false, "no beat for 6 s"));
        assertThat(DetailedJson.liveness(snapshot, true).passed()).isFalse();
        assertThat(DetailedJson.liveness(snapshot, true).body())
                .startsWith("{\"status\":\"dead\"")
                .endsWith(",\"reason\":\"'poller': no beat for 6 s\"}");
        assertThat(DetailedJson.liveness(snapshot, false).body()).doesNotContain("poller");
    }

    @Test
    void readinessHasEachServiceWithItsDetailsAndTheMachine() {
        var snapshot = Snapshots.running(
                up("database", "pool.size", "10", "pool.checked_in", "8", "pool.checked_out", "2"),
                up("openai", "api_key_set", "true", "model", "gpt-4-turbo-preview", "build", "007", "ratio", "0.5"));
        assertThat(DetailedJson.readiness(snapshot, true).body())
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
        assertThat(DetailedJson.readiness(snapshot, false).passed()).isFalse();
        assertThat(DetailedJson.readiness(snapshot, false).body())
                .isEqualTo("{\"status\":\"unhealthy\",\"overall_healthy\":false,\"services\":{"
                        + "\"redis\":{\"healthy\":true},\"database\":{\"healthy\":false,\"status\":\"DOWN\"}}}");
    }

    @Test
    void anOptionalOutageIsDegradedAndStillReady() {
        var answer = DetailedJson.readiness(Snapshots.running(optionalDown("chroma")), false);
        assertThat(answer.passed()).isTrue();
        assertThat(answer.body()).startsWith("{\"status\":\"degraded\",\"overall_healthy\":true,");
    }

    @Test
    void aServiceThatDoesNotRunSaysItsState() {
        assertThat(DetailedJson.readiness(Snapshots.in(LifecycleState.DRAINING, true), true)
                        .body())
                .contains("\"status\":\"unhealthy\"", "\"state\":\"DRAINING\"", "\"reason\":\"SIGTERM\"");
        assertThat(DetailedJson.readiness(Snapshots.in(LifecycleState.DRAINING, true), false)
                        .body())
                .contains("\"state\":\"DRAINING\"")
                .doesNotContain("SIGTERM");
        assertThat(DetailedJson.startup(Snapshots.in(LifecycleState.STARTING, false), false)
                        .body())
                .startsWith("{\"status\":\"starting\",\"state\":\"STARTING\",");
        assertThat(DetailedJson.startup(Snapshots.in(LifecycleState.STOPPING, false), false)
                        .body())
                .startsWith("{\"status\":\"failed\",");
        assertThat(DetailedJson.startup(Snapshots.running(), false).body()).startsWith("{\"status\":\"started\",");
    }

    @Test
    void detailsNeverTakeTheNamesOfOurs() {
        var snapshot = Snapshots.running(up("odd", "healthy", "false", "a.b.c", "1", "a", "x", ".", "y"));
        assertThat(DetailedJson.readiness(snapshot, true).body())
                .contains("\"odd\":{\"healthy\":true,\"response_time_ms\":12.5,\"a.b.c\":1,\"a\":\"x\",\".\":\"y\","
                        + "\"details\":{\"healthy\":false}}");
    }

    @Test
    void textIsEscaped() {
        var snapshot = Snapshots.running(up("a\"b", "k", "line\n\"quoted\" 1e999999 "));
        assertThat(DetailedJson.readiness(snapshot, true).body())
                .contains("\"a\\\"b\":{", "\"k\":\"line\\n\\\"quoted\\\" 1e999999 \"");
    }

    @Test
    void diagnosticsTellEverything() {
        var body = DetailedJson.diagnostics(Snapshots.running(down("database"))).body();
        assertThat(body)
                .contains("\"service\":\"orders\"", "\"state\":\"RUNNING\"", "\"root_cause\":true")
                .contains("\"reason\":\"refused by 10.0.0.5\"", "\"failure\":\"UNAVAILABLE\"")
                .contains("\"readiness\":{\"passed\":false,\"status\":\"DOWN\",\"reason\":\"'database' is DOWN\"}")
                .contains("\"heap\":{\"used_bytes\":", "\"threads\":{\"live\":", "\"collectors\":{");
    }
}
