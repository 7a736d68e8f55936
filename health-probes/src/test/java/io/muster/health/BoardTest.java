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
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final HealthCheck CHECK = context -> HealthResult.up();
    private static final CheckPolicy POLICY = CheckPolicy.defaults();
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");

    private final HandClock clock = new HandClock();
    private final FakeView view = new FakeView();
    private final Liveness liveness = new Liveness(clock);
    private final List<Transition> told = new ArrayList<>();
    private final Board board = new Board(view, liveness, clock, () -> 0, () -> Machine.UNKNOWN, told::add);

    @Test
    void whatTheStartFoundShowsAsSoonAsItIsKnown() {
        view.with("env", POLICY, true, CHECK).with("database", POLICY, true, Optional.empty(), Optional.empty());
        view.state(LifecycleState.STARTING);
        Snapshot snapshot = board.snapshot();
        assertThat(snapshot.check("env").orElseThrow().status().ready()).isTrue();
        assertThat(snapshot.check("database").orElseThrow().status()).isEqualTo(UNKNOWN);
        assertThat(snapshot.readiness()).isEqualTo(Verdict.down("the service is STARTING"));
    }

    @Test
    void aComponentWithoutACheckIsNotListedOnceTheServiceRuns() {
        view.with("database", POLICY, true, CHECK).with("orders", POLICY, true, Optional.empty(), Optional.empty());
        view.state(LifecycleState.STARTING);
        board.snapshot();
        view.state(LifecycleState.RUNNING);
        assertThat(board.snapshot().checks()).extracting(CheckSnapshot::name).containsExactly("database");
        assertThat(board.snapshot().readiness().passed()).isTrue();
    }

    @Test
    void theStartSeedsTheFirstSnapshot() {
        view.with("database", POLICY, true, CHECK);
        view.state(LifecycleState.RUNNING);
        assertThat(board.snapshot().readiness()).isEqualTo(Verdict.UP);
    }

    @Test
    void oneRequiredCheckThatIsDownMakesItNotReady() {
        runningWith("database", POLICY, true);
        answer("database", GONE);
        assertThat(board.snapshot().readiness()).isEqualTo(Verdict.down("'database' is DOWN"));
    }

    @Test
    void anOptionalCheckThatIsDownOnlyDegrades() {
        runningWith("chroma", POLICY, false);
        answer("chroma", GONE);
        assertThat(board.snapshot().readiness()).isEqualTo(new Verdict(DEGRADED, "'chroma' is DOWN"));
    }

    @Test
    void aSharedCheckThatIsDownOnlyDegrades() {
        runningWith("database", POLICY.shared(), true);
        answer("database", GONE);
        assertThat(board.snapshot().readiness().status()).isEqualTo(DEGRADED);
    }

    @Test
    void aStaleRequiredAnswerIsNotReady() {
        runningWith("database", POLICY.maxAge(ofSeconds(30)), true);
        clock.pass(ofSeconds(31));
        assertThat(board.snapshot().readiness()).isEqualTo(Verdict.down("'database' is UNKNOWN"));
        assertThat(board.snapshot().liveness().passed()).isTrue();
    }

    @Test
    void anOptionalComponentThatDidNotStartIsDown() {
        view.with("chroma", POLICY, false, Optional.empty(), Optional.empty())
                .start(failed("chroma", "connection refused"));
        view.state(LifecycleState.RUNNING);
        CheckSnapshot chroma = board.snapshot().check("chroma").orElseThrow();
        assertThat(chroma.status()).isEqualTo(DOWN);
        assertThat(chroma.reason()).isEqualTo("did not start: connection refused");
        assertThat(board.snapshot().readiness().status()).isEqualTo(DEGRADED);
        assertThat(told).isEmpty();
    }

    @Test
    void theRootIsTheDownComponentThatWaitsForNoDownComponent() {
        view.with("database", POLICY, true, CHECK)
                .with("orders", POLICY, true, Optional.empty(), Optional.empty(), "database")
                .with("http", POLICY, true, CHECK, "orders");
        view.state(LifecycleState.STARTING);
        board.snapshot();
        view.state(LifecycleState.RUNNING);
        board.snapshot();
        answer("database", GONE);
        answer("http", HealthResult.down(Failure.BUG, "500"));
        Snapshot snapshot = board.snapshot();
        assertThat(snapshot.check("database").orElseThrow().root()).isTrue();
        assertThat(snapshot.check("http").orElseThrow().causes()).containsExactly("database");
        assertThat(snapshot.check("http").orElseThrow().root()).isFalse();
    }

    @Test
    void eachTransitionIsToldOnceWithItsCause() {
        runningWith("database", POLICY, true);
        answer("database", GONE);
        board.snapshot();
        answer("database", GONE);
        board.snapshot();
        answer("database", HealthResult.up());
        board.snapshot();
        assertThat(told)
                .extracting(Transition::text)
                .containsExactly(
                        "check 'database' is DOWN (UNAVAILABLE): gone; it was UP",
                        "not ready: 'database' is DOWN",
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
        assertThat(board.snapshot().toString()).doesNotContain("hunter2").contains("bad ***");
        clock.pass(ofMinutes(1));
        CheckTrack track = board.begin().get(0);
        clock.pass(ofMinutes(1));
        board.miss(track, "at hunter2-hunter2");
        assertThat(board.snapshot().toString()).doesNotContain("hunter2").contains("at ***");
    }

    @Test
    void aHeartbeatThatIsLateIsDeadAndComesBack() {
        runningWith("database", POLICY, true);
        Heartbeat heartbeat = liveness.heartbeat("poller", ofSeconds(5));
        clock.pass(ofSeconds(5));
        assertThat(board.snapshot().liveness().passed()).isTrue();
        clock.pass(ofSeconds(1));
        assertThat(board.snapshot().liveness().reason()).contains("'poller': no beat for 6 s, limit 5 s");
        heartbeat.beat();
        assertThat(board.snapshot().liveness().passed()).isTrue();
        clock.pass(ofMinutes(1));
        heartbeat.close();
        assertThat(board.snapshot().liveness().passed()).isTrue();
    }

    @Test
    void aBrokenServiceIsDeadForEverButNotWhileItStops() {
        runningWith("database", POLICY, true);
        liveness.declareBroken("corrupt index");
        assertThat(board.snapshot().liveness()).isEqualTo(Verdict.down("'declared': corrupt index"));
        view.state(LifecycleState.STOPPING);
        assertThat(board.snapshot().liveness().passed()).isTrue();
    }

    @Test
    void checksAreAskedWhileDrainingAndNoMoreWhileStopping() {
        runningWith("database", POLICY, true);
        view.state(LifecycleState.DRAINING);
        board.snapshot();
        clock.pass(ofSeconds(20));
        assertThat(board.begin()).hasSize(1);
        view.state(LifecycleState.STOPPING);
        board.snapshot();
        clock.pass(Duration.ofHours(1));
        assertThat(board.begin()).isEmpty();
        assertThat(board.overdue()).isEmpty();
    }

    private void runningWith(String name, CheckPolicy policy, boolean required) {
        view.with(name, policy, required, CHECK);
        view.state(LifecycleState.RUNNING);
        board.snapshot();
    }

    private void answer(String name, HealthResult result) {
        clock.pass(ofSeconds(11));
        CheckTrack answered = null;
        for (CheckTrack track : board.begin()) {
            if (track.name().equals(name)) {
                answered = track;
            } else {
                board.answer(
                        track, track.show(clock.nanos(), clock.now()).status().ready() ? HealthResult.up() : GONE);
            }
        }
        assertThat(answered).isNotNull();
        if (answered != null) {
            board.answer(answered, result);
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
