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

class ActuatorJsonTest {
    private static final String TYPE = "application/vnd.spring-boot.actuator.v3+json";

    @Test
    void theWholeHasComponentsAndGroups() {
        assertThat(say(Snapshots.running(up("database", "host", "db", "pool.size", "10")), "", true))
                .isEqualTo(new Answer(
                        true,
                        TYPE,
                        "{\"status\":\"UP\",\"components\":{\"database\":{\"status\":\"UP\",\"details\":"
                                + "{\"host\":\"db\",\"pool.size\":10}},\"readinessState\":{\"status\":\"UP\"}},"
                                + "\"groups\":[\"liveness\",\"readiness\",\"startup\"]}"));
    }

    @Test
    void withoutPermissionThereAreNamesAndStatesOnly() {
        var answer = say(Snapshots.running(up("redis", "host", "r"), down("database")), "/readiness", false);
        assertThat(answer.passed()).isFalse();
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"DOWN\",\"components\":{\"redis\":{\"status\":\"UP\"},"
                        + "\"database\":{\"status\":\"DOWN\"},\"readinessState\":{\"status\":\"UP\"}}}");
    }

    @Test
    void aDegradedServiceIsUp() {
        var answer = say(Snapshots.running(optionalDown("chroma")), "", false);
        assertThat(answer.passed()).isTrue();
        assertThat(answer.body()).startsWith("{\"status\":\"UP\",\"components\":{\"chroma\":{\"status\":\"DOWN\"}");
    }

    @Test
    void whatDoesNotRunIsOutOfService() {
        var draining = say(Snapshots.in(LifecycleState.DRAINING, true), "/readiness", false);
        assertThat(draining.passed()).isFalse();
        assertThat(draining.body())
                .isEqualTo("{\"status\":\"OUT_OF_SERVICE\",\"components\":{\"readinessState\":"
                        + "{\"status\":\"OUT_OF_SERVICE\"}}}");
        assertThat(say(Snapshots.in(LifecycleState.STARTING, false), "/startup", false)
                        .body())
                .isEqualTo("{\"status\":\"OUT_OF_SERVICE\",\"components\":{\"startupState\":"
                        + "{\"status\":\"OUT_OF_SERVICE\"}}}");
        assertThat(say(Snapshots.expired(Snapshots.running(up("redis"))), "", false)
                        .body())
                .startsWith("{\"status\":\"OUT_OF_SERVICE\",\"components\":{\"redis\":{\"status\":\"UNKNOWN\"}");
    }

    @Test
    void livenessIsBrokenOrCorrect() {
        assertThat(say(Snapshots.running(), "/liveness", false).body())
                .isEqualTo("{\"status\":\"UP\",\"components\":{\"livenessState\":{\"status\":\"UP\"}}}");
        assertThat(say(Snapshots.withSigns(new Sign("declared", false, "x")), "/liveness", false)
                        .body())
                .startsWith("{\"status\":\"DOWN\"");
    }

    @Test
    void eachComponentHasAPathOfItsOwn() {
        var snapshot = Snapshots.running(down("my/check"), up("redis"));
        assertThat(say(snapshot, "/my/check", true))
                .isEqualTo(new Answer(
                        false, TYPE, "{\"status\":\"DOWN\",\"details\":{\"reason\":\"refused by 10.0.0.5\"}}"));
        assertThat(say(snapshot, "/redis", true).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(new ActuatorJson().say(snapshot, Question.at("/nothing", true)))
                .isEmpty();
    }

    private static Answer say(Snapshot snapshot, String path, boolean details) {
        return new ActuatorJson().say(snapshot, Question.at(path, details)).orElseThrow();
    }
}
