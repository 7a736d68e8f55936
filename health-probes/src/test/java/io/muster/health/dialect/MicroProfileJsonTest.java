package io.muster.health.dialect;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.optionalDown;
import static io.muster.health.Snapshots.took;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroProfileJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/live", "/ready", "/started"})
    void nothingToCheckIsUp(String path) {
        assertThat(say(Snapshots.running(), path, true))
                .isEqualTo(new Answer(true, "application/json", "{\"status\":\"UP\",\"checks\":[]}"));
    }

    @Test
    void dataIsFlatAndTyped() {
        var snapshot = Snapshots.running(up("database", "pool.size", "10", "host", "db", "fresh", "true"));
        assertThat(say(snapshot, "/ready", true).body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\",\"data\":"
                        + "{\"response_time_ms\":12.5,\"pool.size\":10,\"host\":\"db\",\"fresh\":true}}]}");
        assertThat(say(snapshot, "/ready", false).body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"}]}");
    }

    @Test
    void aCheckQuickerThanAMicrosecondTookANumberOfMilliseconds() {
        var snapshot = Snapshots.running(took(up("database"), Duration.ofNanos(840)));
        assertThat(say(snapshot, "/ready", true).body()).contains("\"response_time_ms\":0.0");
    }

    @Test
    void theWholeIsDownExactlyWhenACheckIs() {
        var answer = say(Snapshots.running(optionalDown("chroma"), down("database")), "", false);
        assertThat(answer.passed()).isFalse();
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":["
                        + "{\"name\":\"chroma\",\"status\":\"UP\",\"data\":{\"state\":\"DOWN\"}},"
                        + "{\"name\":\"database\",\"status\":\"DOWN\",\"data\":{\"state\":\"DOWN\"}}]}");
        assertThat(say(Snapshots.running(optionalDown("chroma")), "", false).body())
                .startsWith("{\"status\":\"UP\"")
                .doesNotContain("\"status\":\"DOWN\"");
    }

    @Test
    void reasonsAreForWhomMayKnow() {
        var snapshot = Snapshots.running(down("database"));
        assertThat(say(snapshot, "/ready", true).body()).contains("\"reason\":\"refused by 10.0.0.5\"");
        assertThat(say(snapshot, "/ready", false).body()).doesNotContain("reason", "10.0.0.5");
    }

    @Test
    void theLifecycleIsACheckWhenItAloneFails() {
        assertThat(say(Snapshots.in(LifecycleState.DRAINING, true, up("database")), "", false)
                        .body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"},"
                        + "{\"name\":\"lifecycle\",\"status\":\"DOWN\",\"data\":{\"state\":\"DRAINING\"}}]}");
        assertThat(say(Snapshots.in(LifecycleState.STARTING, false), "/started", false)
                        .passed())
                .isFalse();
        assertThat(say(Snapshots.in(LifecycleState.STARTING, false), "/live", false)
                        .passed())
                .isTrue();
    }

    @Test
    void livenessHasItsSigns() {
        Snapshot snapshot = Snapshots.withSigns(new Sign("poller", true, ""), new Sign("declared", false, "broken"));
        assertThat(say(snapshot, "/live", true).body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"poller\",\"status\":\"UP\"},"
                        + "{\"name\":\"declared\",\"status\":\"DOWN\",\"data\":{\"reason\":\"broken\"}}]}");
    }

    @Test
    void nothingElseIsThere() {
        assertThat(new MicroProfileJson().say(Snapshots.running(), Question.at("/x", true)))
                .isEmpty();
    }

    private static Answer say(Snapshot snapshot, String path, boolean details) {
        return new MicroProfileJson().say(snapshot, Question.at(path, details)).orElseThrow();
    }
}
