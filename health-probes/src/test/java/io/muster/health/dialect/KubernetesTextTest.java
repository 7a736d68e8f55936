package io.muster.health.dialect;

import static io.muster.health.Probe.LIVENESS;
import static io.muster.health.Probe.READINESS;
import static io.muster.health.Probe.STARTUP;
import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.optionalDown;
import static io.muster.health.Snapshots.sharedDown;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Probe;
import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.lifecycle.LifecycleState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesTextTest {
    @Test
    void successWithoutAQueryIsTwoLetters() {
        assertThat(all(Snapshots.running(up("database")), READINESS, false, List.of()))
                .isEqualTo(new Answer(true, "text/plain; charset=utf-8", "ok"));
    }

    @Test
    void verboseNamesEachCheckInOrder() {
        assertThat(verbose(Snapshots.running(up("redis"), up("database")), READINESS))
                .isEqualTo("""
                        [+]redis ok
                        [+]database ok
                        readyz check passed
                        """);
    }

    @Test
    void aFailureIsNamedAndItsReasonWithheld() {
        var answer = all(Snapshots.running(up("redis"), down("database")), READINESS, false, List.of());
        assertThat(answer.passed()).isFalse();
        assertThat(answer.body()).isEqualTo("""
                        [+]redis ok
                        [-]database failed: reason withheld
                        readyz check failed
                        """);
    }

    @Test
    void whatIsNotDecisiveDoesNotFail() {
        assertThat(verbose(Snapshots.running(optionalDown("chroma"), sharedDown("database")), READINESS))
                .isEqualTo("""
                        [+]chroma down, not required: ok
                        [+]database down, shared: ok
                        readyz check passed
                        """);
    }

    @Test
    void excludedChecksDoNotCountAndUnknownNamesAreWarnedOf() {
        var answer = all(
                Snapshots.running(up("redis"), down("database")),
                READINESS,
                true,
                List.of("database", "x\"\n", "caché", "x\"\n"));
        assertThat(answer.passed()).isTrue();
        assertThat(answer.body()).isEqualTo("""
                        [+]redis ok
                        [+]database excluded: ok
                        warn: some health checks cannot be excluded: no matches for "x\\"\\u000a","cach\\u00e9"
                        readyz check passed
                        """);
    }

    @Test
    void aServiceThatDoesNotRunSaysSo() {
        var answer = all(Snapshots.in(LifecycleState.DRAINING, true, up("redis")), READINESS, false, List.of());
        assertThat(answer.passed()).isFalse();
        assertThat(answer.body()).isEqualTo("""
                        [-]lifecycle failed: reason withheld
                        [+]redis ok
                        readyz check failed
                        """);
    }

    @Test
    void excludingEveryCheckDoesNotMakeALostMonitorReady() {
        Snapshot lost = Snapshots.expired(Snapshots.running(optionalDown("chroma"), up("redis")));
        var answer = all(lost, READINESS, false, List.of("chroma", "redis"));
        assertThat(answer.passed()).isFalse();
        var unlisted = all(Snapshots.expired(Snapshots.running()), READINESS, false, List.of());
        assertThat(unlisted.body()).isEqualTo("""
                        [-]lifecycle failed: reason withheld
                        readyz check failed
                        """);
    }

    @Test
    void thereIsAlwaysSomethingToShow() {
        assertThat(verbose(Snapshots.running(), LIVENESS)).isEqualTo("[+]ping ok\nlivez check passed\n");
        assertThat(verbose(Snapshots.running(), STARTUP)).isEqualTo("[+]ping ok\nstartupz check passed\n");
    }

    @Test
    void livenessShowsItsSigns() {
        Snapshot snapshot = Snapshots.withSigns(new Sign("poller", true, ""), new Sign("declared", false, "broken"));
        assertThat(verbose(snapshot, LIVENESS)).isEqualTo("""
                        [+]poller ok
                        [-]declared failed: reason withheld
                        livez check failed
                        """);
        assertThat(one(snapshot, LIVENESS, "poller", false).orElseThrow().body())
                .isEqualTo("ok");
    }

    @Test
    void excludedSignsDoNotCountAndChecksAreNoneOfThem() {
        Snapshot snapshot = Snapshots.withSigns(new Sign("poller", true, ""), new Sign("declared", false, "broken"));
        var answer = all(snapshot, LIVENESS, true, List.of("declared", "database"));
        assertThat(answer.passed()).isTrue();
        assertThat(answer.body()).isEqualTo("""
                        [+]poller ok
                        [+]declared excluded: ok
                        warn: some health checks cannot be excluded: no matches for "database"
                        livez check passed
                        """);
        assertThat(all(snapshot, LIVENESS, false, List.of("poller")).body()).isEqualTo("""
                        [+]poller excluded: ok
                        [-]declared failed: reason withheld
                        livez check failed
                        """);
    }

    @Test
    void oneCheckTellsItsReasonToWhomMayKnow() {
        Snapshot snapshot = Snapshots.running(down("database"));
        assertThat(one(snapshot, READINESS, "database", false).orElseThrow().body())
                .isEqualTo("internal server error: reason withheld\n");
        assertThat(one(snapshot, READINESS, "database", true).orElseThrow().body())
                .isEqualTo("internal server error: refused by 10.0.0.5\n");
        assertThat(one(snapshot, READINESS, "Database", true)).isEmpty();
        assertThat(one(snapshot, STARTUP, "database", true)).isEmpty();
    }

    private static String verbose(Snapshot snapshot, Probe probe) {
        return all(snapshot, probe, true, List.of()).body();
    }

    private static Answer all(Snapshot snapshot, Probe probe, boolean verbose, List<String> excluded) {
        String path = path(probe);
        return new KubernetesText()
                .say(snapshot, new Question(path, false, verbose, excluded))
                .orElseThrow();
    }

    private static Optional<Answer> one(Snapshot snapshot, Probe probe, String name, boolean details) {
        return new KubernetesText().say(snapshot, Question.at(path(probe) + "/" + name, details));
    }

    private static String path(Probe probe) {
        return new KubernetesText()
                .paths().entrySet().stream()
                        .filter(path -> path.getValue() == probe)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
    }
}
