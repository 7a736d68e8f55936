package io.muster.health.dialect;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.optionalDown;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import org.junit.jupiter.api.Test;

class HealthJsonTest {
    @Test
    void whatPassesMeasuresItsResponseTimeAndHasNoOutput() {
        assertThat(say(Snapshots.running(up("database"), up("ns:cache")), "", true))
                .isEqualTo(new Answer(true, "application/health+json", """
                        {"status":"pass","serviceId":"orders","checks":{\
                        "database:responseTime":[{"componentType":"component","observedValue":12.5,"observedUnit":"ms",\
                        "status":"pass","time":"2025-01-24T10:30:00.123Z"}],\
                        "ns_cache:responseTime":[{"componentType":"component","observedValue":12.5,"observedUnit":"ms",\
                        "status":"pass","time":"2025-01-24T10:30:00.123Z"}]}}"""));
    }

    @Test
    void whatFailsHasOutputForWhomMayKnow() {
        var snapshot = Snapshots.running(down("database"));
        assertThat(say(snapshot, "/readiness", true).passed()).isFalse();
        assertThat(say(snapshot, "/readiness", true).body())
                .startsWith("{\"status\":\"fail\",\"serviceId\":\"orders\",\"output\":\"'database' is DOWN\"")
                .contains("\"output\":\"refused by 10.0.0.5\"");
        assertThat(say(snapshot, "", false).body())
                .isEqualTo("{\"status\":\"fail\",\"serviceId\":\"orders\",\"checks\":{\"database:responseTime\":"
                        + "[{\"componentType\":\"component\",\"status\":\"fail\"}]}}");
    }

    @Test
    void aDegradedServiceWarnsAndPasses() {
        var answer = say(Snapshots.running(optionalDown("chroma")), "", false);
        assertThat(answer.passed()).isTrue();
        assertThat(answer.body()).startsWith("{\"status\":\"warn\"").contains("\"status\":\"fail\"");
    }

    @Test
    void livenessHasSignsAndStartupNothing() {
        var snapshot = Snapshots.withSigns(new Sign("poller", true, ""), new Sign("declared", false, "broken"));
        assertThat(say(snapshot, "/liveness", true).body())
                .contains("\"poller:beat\":[{\"componentType\":\"component\",\"status\":\"pass\"}]")
                .contains(
                        "\"declared:beat\":[{\"componentType\":\"component\",\"status\":\"fail\",\"output\":\"broken\"}]");
        assertThat(say(Snapshots.in(LifecycleState.STARTING, false), "/startup", false)
                        .body())
                .isEqualTo("{\"status\":\"fail\",\"serviceId\":\"orders\",\"checks\":{}}");
    }

    @Test
    void nothingElseIsThere() {
        assertThat(new HealthJson().say(Snapshots.running(), Question.at("/x", true)))
                .isEmpty();
    }

    private static Answer say(Snapshot snapshot, String path, boolean details) {
        return new HealthJson().say(snapshot, Question.at(path, details)).orElseThrow();
    }
}
