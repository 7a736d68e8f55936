package io.muster.health;

import static io.muster.lifecycle.HealthStatus.DEGRADED;
import static io.muster.lifecycle.HealthStatus.DOWN;
import static io.muster.lifecycle.HealthStatus.UNKNOWN;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final CheckPolicy POLICY = CheckPolicy.defaults();
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");

    private final BoardRig rig = new BoardRig();
    private final FakeView view = rig.view;
    private final Liveness liveness = rig.liveness;

    @Test
    void whatTheStartFoundShowsAsSoonAsItIsKnown() {
        view.with("env", POLICY, true, BoardRig.CHECK)
                .with("database", POLICY, true, Optional.empty(), Optional.empty());
        view.state(LifecycleState.STARTING);
        Snapshot snapshot = rig.look();
        assertThat(snapshot.check("env").orElseThrow().status().ready()).isTrue();
        assertThat(snapshot.check("database").orElseThrow().status()).isEqualTo(UNKNOWN);
        assertThat(snapshot.readiness()).isEqualTo(Verdict.down("the service is STARTING"));
    }

    @Test
    void aComponentWithoutACheckIsNotListedOnceTheServiceRuns() {
        view.with("database", POLICY, true, BoardRig.CHECK)
                .with("orders", POLICY, true, Optional.empty(), Optional.empty());
        view.state(LifecycleState.STARTING);
        rig.look();
        view.state(LifecycleState.RUNNING);
        assertThat(rig.look().checks()).extracting(CheckSnapshot::name).containsExactly("database");
        assertThat(rig.look().readiness().passed()).isTrue();
    }

    @Test
    void theStartSeedsTheFirstSnapshot() {
        view.with("database", POLICY, true, BoardRig.CHECK);
        view.state(LifecycleState.RUNNING);
        assertThat(rig.look().readiness()).isEqualTo(Verdict.UP);
    }

    @Test
    void oneRequiredCheckThatIsDownMakesItNotReady() {
        runningWith("database", POLICY, true);
        answer("database", GONE);
        assertThat(rig.look().readiness()).isEqualTo(Verdict.down("'database' is DOWN"));
    }

    @Test
    void anOptionalCheckThatIsDownOnlyDegrades() {
        runningWith("chroma", POLICY, false);
        answer("chroma", GONE);
        assertThat(rig.look().readiness()).isEqualTo(new Verdict(DEGRADED, "'chroma' is DOWN"));
    }

    @Test
    void aSharedCheckThatIsDownOnlyDegrades() {
        runningWith("database", POLICY.shared(), true);
        answer("database", GONE);
        assertThat(rig.look().readiness().status()).isEqualTo(DEGRADED);
    }

    @Test
    void aStaleRequiredAnswerIsNotReady() {
        runningWith("database", POLICY.maxAge(ofSeconds(30)), true);
        rig.pass(ofSeconds(31));
        assertThat(rig.look().readiness()).isEqualTo(Verdict.down("'database' is UNKNOWN"));
        assertThat(rig.look().liveness().passed()).isTrue();
    }

    @Test
    void anOptionalComponentThatDidNotStartIsDown() {
        view.with("chroma", POLICY, false, Optional.empty(), Optional.empty())
                .start(failed("chroma", "connection refused"));
        view.state(LifecycleState.RUNNING);
        CheckSnapshot chroma = rig.look().check("chroma").orElseThrow();
        assertThat(chroma.status()).isEqualTo(DOWN);
        assertThat(chroma.reason()).isEqualTo("did not start: connection refused");
        assertThat(rig.look().readiness().status()).isEqualTo(DEGRADED);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void theRootIsTheDownComponentThatWaitsForNoDownComponent() {
        view.with("database", POLICY, true, BoardRig.CHECK)
                .with("orders", POLICY, true, Optional.empty(), Optional.empty(), "database")
                .with("http", POLICY, true, BoardRig.CHECK, "orders");
        view.state(LifecycleState.STARTING);
        rig.look();
        view.state(LifecycleState.RUNNING);
        rig.look();
        answer("database", GONE);
        answer("http", HealthResult.down(Failure.BUG, "500"));
        Snapshot snapshot = rig.look();
        assertThat(snapshot.check("database").orElseThrow().root()).isTrue();
        assertThat(snapshot.check("http").orElseThrow().causes()).containsExactly("database");
        assertThat(snapshot.check("http").orElseThrow().root()).isFalse();
    }

    @Test
    void eachTransitionIsToldOnceWithItsCause() {
        runningWith("database", POLICY, true);
        answer("database", GONE);
        rig.look();
        answer("database", GONE);
        rig.look();
        answer("database", HealthResult.up());
        rig.look();
        assertThat(rig.told)
                .containsExactly(
                        "check 'database' is DOWN (UNAVAILABLE): gone; it was UP",
                        "not ready: 'database' is DOWN; 1 root: database",
                        "check 'database' is UP; it was DOWN",
                        "ready again");
    }

    @Test
    void secretsAreScrubbedFromReasonsDetailsAndStacks() {
        view.redactor().add(Secret.of("hunter2-hunter2"));
        runningWith("database", POLICY, true);
        answer(
                "database",
                HealthResult.down(Failure.CREDENTIALS, "bad hunter2-hunter2").with("url", "x hunter2-hunter2"));
        assertThat(rig.look().toString()).doesNotContain("hunter2").contains("bad ***");
        rig.pass(ofMinutes(1));
        CheckTrack track = rig.begin().get(0);
        rig.pass(ofMinutes(1));
        rig.board.miss(track, "at hunter2-hunter2");
        assertThat(rig.look().toString()).doesNotContain("hunter2").contains("at ***");
    }

    @Test
    void aHeartbeatThatIsLateIsDeadAndComesBack() {
        runningWith("database", POLICY, true);
        Heartbeat heartbeat = liveness.heartbeat("poller", ofSeconds(5));
        rig.pass(ofSeconds(5));
        assertThat(rig.look().liveness().passed()).isTrue();
        rig.pass(ofSeconds(1));
        assertThat(rig.look().liveness().reason()).contains("'poller': no beat for 6 s, limit 5 s");
        heartbeat.beat();
        assertThat(rig.look().liveness().passed()).isTrue();
        rig.pass(ofMinutes(1));
        heartbeat.close();
        assertThat(rig.look().liveness().passed()).isTrue();
    }

    @Test
    void aBrokenServiceIsDeadForEverButNotWhileItStops() {
        runningWith("database", POLICY, true);
        liveness.declareBroken("corrupt index");
        assertThat(rig.look().liveness()).isEqualTo(Verdict.down("'declared': corrupt index"));
        view.state(LifecycleState.STOPPING);
        assertThat(rig.look().liveness().passed()).isTrue();
    }

    @Test
    void noRecoveryMakesADrainingServiceReadyAgain() {
        rig.view.with("chroma", POLICY, false, BoardRig.CHECK);
        runningWith("database", POLICY, true);
        answer("chroma", GONE);
        view.state(LifecycleState.DRAINING);
        answer("chroma", HealthResult.up());
        assertThat(rig.look("chroma").status().ready()).isTrue();
        assertThat(rig.look().readiness()).isEqualTo(Verdict.down("the service is DRAINING"));
        assertThat(rig.told).contains("check 'chroma' is UP; it was DOWN").doesNotContain("ready again");
    }

    @Test
    void whatFellInTheRoundOfTheDrainIsToldToo() {
        view.with("chroma", POLICY, false, BoardRig.CHECK);
        runningWith("database", POLICY, true);
        rig.pass(ofSeconds(11));
        rig.begin().forEach(track -> rig.board.answer(track, GONE));
        view.state(LifecycleState.DRAINING);
        rig.look();
        assertThat(rig.told)
                .containsExactly(
                        "check 'chroma' is DOWN (UNAVAILABLE): gone; it was UP",
                        "check 'database' is DOWN (UNAVAILABLE): gone; it was UP",
                        "not ready: the service is DRAINING");
    }

    @Test
    void theDrainMakesItNotReadyOnce() {
        runningWith("database", POLICY, true);
        view.state(LifecycleState.DRAINING);
        rig.look();
        rig.look();
        view.state(LifecycleState.STOPPING);
        rig.look();
        view.state(LifecycleState.STOPPED);
        rig.look();
        assertThat(rig.told).containsExactly("not ready: the service is DRAINING");
    }

    @Test
    void aDrainThatNobodySawIsToldByTheStop() {
        runningWith("database", POLICY, true);
        view.state(LifecycleState.STOPPING);
        rig.look();
        assertThat(rig.told).containsExactly("not ready: the service is STOPPING");
    }

    @Test
    void aServiceThatIsNotReadyAlreadyIsNotToldToDrain() {
        runningWith("database", POLICY, true);
        answer("database", GONE);
        rig.look();
        view.state(LifecycleState.DRAINING);
        rig.look();
        assertThat(rig.told).filteredOn(line -> line.startsWith("not ready")).hasSize(1);
    }

    @Test
    void aStartThatFailsTellsNothing() {
        view.with("database", POLICY, true, BoardRig.CHECK);
        view.state(LifecycleState.STARTING);
        rig.look();
        view.state(LifecycleState.STOPPING);
        rig.look();
        assertThat(rig.told).isEmpty();
    }

    @Test
    void whatIsKnownToHaveNoCheckIsKnown() {
        view.with("orders", POLICY, true, Optional.empty(), Optional.of(HealthResult.up()));
        runningWith("database", POLICY, true);
        Published before = rig.board.published();
        assertThat(rig.board.knows("orders")).isTrue();
        assertThat(rig.board.knows("odrers")).isFalse();
        assertThat(rig.board.published()).as("nothing is published for a name").isSameAs(before);
    }

    @Test
    void whatAHostileServerSaysIsCut() {
        runningWith("database", POLICY, true);
        answer(
                "database",
                HealthResult.down(Failure.UNAVAILABLE, "x".repeat(1_000_000)).with("y", "z".repeat(9_999)));
        CheckSnapshot check = rig.look("database");
        assertThat(check.reason()).hasSize(2_003).endsWith("...");
        assertThat(check.details().get("y")).hasSize(2_003);
    }

    @Test
    void aReasonIsOneLineWhateverAServerSays() {
        runningWith("database", POLICY, true);
        answer("database", HealthResult.down(Failure.UNAVAILABLE, "gone\r\n2026-01-02 INFO all is well\u0085"));
        assertThat(rig.look("database").reason()).isEqualTo("gone 2026-01-02 INFO all is well");
    }

    @Test
    void aReasonNamesTenChecksAndCountsTheRest() {
        for (int i = 0; i < 15; i++) {
            view.with("c" + i, POLICY, true, BoardRig.CHECK);
        }
        runningWith("database", POLICY, true);
        rig.pass(ofSeconds(11));
        rig.begin().forEach(track -> rig.board.answer(track, GONE));
        assertThat(rig.look().readiness().reason()).endsWith("'c9' is DOWN and 6 more");
    }

    @Test
    void checksAreAskedWhileDrainingAndNoMoreWhileStopping() {
        runningWith("database", POLICY, true);
        view.state(LifecycleState.DRAINING);
        rig.look();
        rig.pass(ofSeconds(20));
        assertThat(rig.begin()).hasSize(1);
        view.state(LifecycleState.STOPPING);
        rig.look();
        rig.pass(Duration.ofHours(1));
        assertThat(rig.begin()).isEmpty();
        assertThat(rig.board.overdue()).isEmpty();
    }

    private void runningWith(String name, CheckPolicy policy, boolean required) {
        rig.running(name, policy, required);
    }

    private void answer(String name, HealthResult result) {
        rig.pass(ofSeconds(11));
        for (CheckTrack track : rig.begin()) {
            HealthResult same = rig.look(track.name()).status().ready() ? HealthResult.up() : GONE;
            rig.board.answer(track, track.name().equals(name) ? result : same);
        }
    }

    private static ComponentStart failed(String name, String message) {
        return new ComponentStart(
                name,
                Phase.CONNECT,
                false,
                Outcome.FAILED,
                List.of(),
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                List.of(Finding.error(Failure.UNAVAILABLE, name, message)),
                Optional.empty(),
                "",
                Optional.empty());
    }
}
