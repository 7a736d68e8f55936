package io.muster.health;

import static io.muster.lifecycle.HealthStatus.DOWN;
import static io.muster.lifecycle.HealthStatus.UNKNOWN;
import static io.muster.lifecycle.HealthStatus.UP;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Secret;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");

    private final BoardRig rig = new BoardRig();

    @Test
    void aFailedCallCountsAtOnce() {
        rig.random = 0.5;
        rig.running("openai", CheckPolicy.defaults(), true);
        int wakes = rig.wakes;
        rig.reports.report(rig.track("openai"), new ConnectException("refused"));
        assertThat(rig.wakes).isGreaterThan(wakes);
        CheckSnapshot openai = rig.look("openai");
        assertThat(openai.status()).isEqualTo(DOWN);
        assertThat(openai.failure()).contains(Failure.UNAVAILABLE);
        assertThat(openai.reason()).isEqualTo("ConnectException: refused");
        assertThat(openai.history()).singleElement().satisfies(run -> {
            assertThat(run.reported()).isTrue();
            assertThat(run.duration()).isZero();
        });
        assertThat(openai.duration()).isEmpty();
        assertThat(openai.lastRun()).contains(rig.clock.now());
    }

    @Test
    void itCountsAmongTheAnswersInARow() {
        rig.running("openai", CheckPolicy.defaults().fall(3).rise(2), true);
        report(GONE);
        report(GONE);
        report(HealthResult.up());
        report(GONE);
        report(GONE);
        assertThat(rig.look("openai").status()).isEqualTo(UP);
        report(GONE);
        assertThat(rig.look("openai").status()).isEqualTo(DOWN);
        report(HealthResult.up());
        assertThat(rig.look("openai").status()).isEqualTo(DOWN);
        report(HealthResult.up());
        assertThat(rig.look("openai").status()).isEqualTo(UP);
        assertThat(rig.look("openai").totals().flaps()).isEqualTo(1);
    }

    @Test
    void trafficTakesThePlaceOfRunsButForOneWithinTheMaximumAge() {
        var policy = CheckPolicy.every(ofSeconds(10)).maxAge(ofSeconds(60));
        rig.random = 0.5;
        rig.running("openai", policy, true);
        int quiet = rig.run(ofMinutes(10), name -> HealthResult.up());
        int busy = rig.run(ofMinutes(10), name -> HealthResult.up(), () -> report(HealthResult.up()));
        assertThat(quiet).isBetween(55, 62);
        assertThat(busy).isBetween(9, 11);
    }

    @Test
    void aFailureReportedPutsOffTheRunByTheDownInterval() {
        rig.running("openai", CheckPolicy.every(ofSeconds(10)).downInterval(ofSeconds(2)), true);
        report(GONE);
        rig.pass(ofMillis(1_999));
        assertThat(rig.begin()).isEmpty();
        rig.pass(ofMillis(1));
        assertThat(rig.begin()).hasSize(1);
    }

    @Test
    void whatStandsAlreadyTakesNoLockAndKeepsTheAnswerFresh() {
        rig.running("openai", CheckPolicy.defaults().maxAge(ofSeconds(30)), true);
        CheckTrack track = rig.track("openai");
        rig.pass(ofSeconds(29));
        assertThat(track.agrees(HealthResult.up(), rig.clock.nanos())).isTrue();
        rig.pass(ofSeconds(29));
        assertThat(rig.look("openai").status()).isEqualTo(UP);
        rig.pass(ofSeconds(2));
        assertThat(rig.look("openai").status()).isEqualTo(UNKNOWN);
    }

    @Test
    void onlyWhatStandsUndisputedNeedsNoLock() {
        rig.running("openai", CheckPolicy.defaults().fall(2), true);
        CheckTrack track = rig.track("openai");
        assertThat(track.agrees(GONE, rig.clock.nanos())).isFalse();
        report(GONE);
        assertThat(track.agrees(HealthResult.up(), rig.clock.nanos())).isFalse();
        report(GONE);
        assertThat(track.agrees(GONE, rig.clock.nanos())).isTrue();
        assertThat(track.agrees(HealthResult.down(Failure.BUG, "odd"), rig.clock.nanos()))
                .isFalse();
    }

    @Test
    void callsThatSucceedOutweighARunThatHangs() {
        rig.running("openai", CheckPolicy.every(ofSeconds(10)), true);
        rig.pass(ofSeconds(10));
        CheckTrack hung = rig.begin().get(0);
        rig.pass(ofSeconds(3));
        rig.board.miss(hung, "at Socket.read");
        assertThat(rig.look("openai").status()).isEqualTo(DOWN);
        report(HealthResult.up());
        assertThat(rig.look("openai").status()).isEqualTo(UP);
        assertThat(rig.look("openai").stack()).isPresent();
        rig.pass(ofSeconds(9));
        assertThat(rig.board.overdue()).isEmpty();
        assertThat(rig.begin()).isEmpty();
        rig.pass(ofSeconds(1));
        assertThat(rig.board.overdue()).hasSize(1);
    }

    @Test
    void secretsInAReportAreScrubbed() {
        rig.view.redactor().add(Secret.of("hunter2-hunter2"));
        rig.running("openai", CheckPolicy.defaults(), true);
        report(HealthResult.down(Failure.CREDENTIALS, "key hunter2-hunter2 refused"));
        assertThat(rig.look().toString()).contains("key *** refused").doesNotContain("hunter2");
    }

    @Test
    void outsideOfServiceReportsCountNothing() {
        rig.view.with("openai", CheckPolicy.defaults(), true, BoardRig.CHECK);
        rig.view.state(LifecycleState.STARTING);
        rig.look();
        report(GONE);
        rig.running();
        assertThat(rig.look("openai").status()).isEqualTo(UP);
        rig.view.state(LifecycleState.STOPPING);
        rig.look();
        report(GONE);
        assertThat(rig.look("openai").status()).isEqualTo(UP);
    }

    @Test
    void aRegistrationThatIsClosedReportsNothing() {
        rig.running();
        Registration tenant = rig.join(RuntimeCheck.named("tenant", BoardRig.CHECK));
        tenant.report(HealthResult.up());
        assertThat(rig.look("tenant").status()).isEqualTo(UP);
        tenant.close();
        Registration successor = rig.join(RuntimeCheck.named("tenant", BoardRig.CHECK));
        tenant.report(GONE);
        assertThat(rig.look(successor.name()).status()).isEqualTo(UNKNOWN);
    }

    private void report(HealthResult result) {
        rig.reports.report(rig.track("openai"), result);
    }
}
