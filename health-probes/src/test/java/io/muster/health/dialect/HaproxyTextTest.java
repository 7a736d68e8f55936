package io.muster.health.dialect;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.lifecycle.LifecycleState;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaproxyTextTest {
    private final HaproxyText dialect = new HaproxyText();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "STARTING, 503",
        "RUNNING, 200",
        "DRAINING, 404",
        "STOPPING, 503",
    })
    void aServiceThatDrainsIsNoMoreThere(LifecycleState state, int status) {
        var snapshot = Snapshots.in(state, state != LifecycleState.STARTING, up("database"));
        assertThat(status(snapshot)).isEqualTo(status);
    }

    @Test
    void aServiceThatIsNotReadyIsDownRatherThanDraining() {
        assertThat(status(Snapshots.running(down("database")))).isEqualTo(503);
        assertThat(dialect.say(Snapshots.running(down("database")), Question.at("", true)))
                .contains(new Answer(false, "text/plain; charset=utf-8", "not ready\n"));
    }

    @Test
    void itAsksReadinessAndHasNoOtherPath() {
        assertThat(dialect.paths()).isEqualTo(Map.of("", Probe.READINESS));
        assertThat(dialect.say(Snapshots.running(up("database")), Question.at("/database", true)))
                .isEmpty();
    }

    private int status(Snapshot snapshot) {
        return ProbeHandler.of(() -> snapshot)
                .mount("/haproxy", dialect)
                .handle(new ProbeRequest("GET", "/haproxy", "", Map.of(), Optional.empty()))
                .status();
    }
}
