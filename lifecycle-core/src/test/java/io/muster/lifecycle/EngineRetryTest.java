package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.asked;
import static io.muster.lifecycle.EngineParts.checked;
import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.LifecycleState.FAILED;
import static io.muster.lifecycle.LifecycleState.RUNNING;
import static io.muster.lifecycle.LifecycleState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures that a retry can help, in virtual time: backoff, jitter, cap and budget. */
class EngineRetryTest {
    private static final RetryPolicy PATIENT =
            RetryPolicy.within(Duration.ofSeconds(20)).delays(Duration.ofSeconds(1), Duration.ofSeconds(4));

    /** The delay that {@code rig} waits now before the next attempt of db. */
    private static Duration backoff(EngineRig rig) {
        Duration before = rig.elapsed();
        while (rig.running().isEmpty()) {
            rig.advance(Duration.ofMillis(1));
        }
        return rig.elapsed().minus(before);
    }

    private static List<Duration> delays(double jitter) {
        var rig = EngineRig.started(part("db").retry(PATIENT)).jitter(jitter);
        var delays = new ArrayList<Duration>();
        for (int i = 0; i < 4; i++) {
            rig.fail("db", Failure.UNAVAILABLE);
            delays.add(backoff(rig));
        }
        return delays;
    }

    @Test
    void delaysDoubleUpToTheCap() {
        assertThat(delays(0.5))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(4));
    }

    @Test
    void jitterSpreadsThemByAFifthEitherWay() {
        assertThat(delays(0.0))
                .containsExactly(
                        Duration.ofMillis(800),
                        Duration.ofMillis(1_600),
                        Duration.ofMillis(3_200),
                        Duration.ofMillis(3_200));
        assertThat(delays(1.0))
                .containsExactly(
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(2_400),
                        Duration.ofMillis(4_800),
                        Duration.ofMillis(4_800));
    }

    @Test
    void noAttemptBeginsAfterTheRetryBudget() {
        var rig = EngineRig.started(part("db").retry(PATIENT));
        int attempts = 0;

        while (rig.state() == STARTING) {
            attempts++;
            rig.fail("db", Failure.UNAVAILABLE);
            if (rig.state() == STARTING) {
                backoff(rig);
            }
        }

        // at 0, 1, 3, 7, 11, 15 and 19 s; the next would be at 23 s
        assertThat(attempts).isEqualTo(7);
        assertThat(rig.elapsed()).isEqualTo(Duration.ofSeconds(19));
        assertThat(rig.startup("db").attempts()).isEqualTo(7);
        assertThat(rig.startup("db").duration()).isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void anAttemptMayBeginAtTheVeryEndOfTheBudget() {
        var rig = EngineRig.started(part("db")
                .retry(RetryPolicy.within(Duration.ofSeconds(1)).delays(Duration.ofSeconds(1), Duration.ofSeconds(1))));

        rig.fail("db", Failure.UNAVAILABLE).advance(Duration.ofSeconds(1));

        assertThat(rig.running()).containsExactly("START db");
        assertThat(rig.fail("db", Failure.UNAVAILABLE).state()).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"CREDENTIALS", "CONFIGURATION", "PERMISSION", "BUG"})
    void whatARetryCannotHelpIsTriedOnce(Failure failure) {
        var rig = EngineRig.started(part("db").retry(PATIENT));

        rig.fail("db", failure);

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup("db").attempts()).isEqualTo(1);
        assertThat(rig.startup().exitCode()).isEqualTo(failure.exitCode());
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"UNAVAILABLE", "OVERLOADED", "TIMEOUT"})
    void whatARetryCanHelpIsTriedAgain(Failure failure) {
        var rig = EngineRig.started(part("db").retry(PATIENT));

        rig.fail("db", failure).advance(Duration.ofSeconds(1)).succeed("db");

        assertThat(rig.told())
                .containsExactly(
                        "STARTING", "starting db", "retrying db after attempt 1 in 1 s", "started db", "RUNNING");
        assertThat(rig.startup("db").attempts()).isEqualTo(2);
        assertThat(rig.startup().findings()).as("what was mended is no finding").isEmpty();
    }

    @Test
    void whereTheCheckFailsTheCheckAloneIsAskedAgain() {
        var rig = EngineRig.started(checked("db").retry(PATIENT));

        rig.succeed("db").answer("db", HealthStatus.UNKNOWN).advance(Duration.ofSeconds(1));

        assertThat(rig.running()).containsExactly("CHECK db");
        assertThat(rig.answer("db", HealthStatus.DEGRADED).state()).isEqualTo(RUNNING);
        assertThat(rig.startup().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void anAnswerOfAnEarlierAttemptIsNotTakenForThisOne() {
        var rig = EngineRig.started(asked("openai").retry(PATIENT));
        rig.answer("openai", HealthStatus.DOWN).advance(Duration.ofSeconds(1));

        rig.give(new Event.Asked(rig.index("openai"), 1, HealthResult.up()));

        assertThat(rig.state()).isEqualTo(STARTING);
        assertThat(rig.succeed("openai").state()).isEqualTo(RUNNING);
    }

    @Test
    void nobodyIsTriedAgainOnceTheStartHasFailed() {
        var rig =
                EngineRig.started(part("waiting").retry(PATIENT), part("trying").retry(PATIENT), part("db"));

        rig.fail("waiting", Failure.UNAVAILABLE).fail("db", Failure.CREDENTIALS).fail("trying", Failure.OVERLOADED);

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup().errors()).hasSize(3);
        assertThat(rig.startup("waiting").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aHungAttemptIsTheLastOne() {
        var rig = EngineRig.started(part("db").retry(PATIENT).startTimeout(Duration.ofSeconds(2)));

        rig.advance(Duration.ofSeconds(2));

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup("db").outcome()).isEqualTo(Outcome.HUNG);
    }

    @Test
    void aWarningThatEveryAttemptRepeatsIsReportedOnce() {
        var rig = EngineRig.started(part("db").retry(PATIENT));
        var warning = new Event.Warned(rig.index("db"), Finding.warning("db", "the pool is small"));

        rig.give(warning)
                .fail("db", Failure.UNAVAILABLE)
                .advance(Duration.ofSeconds(1))
                .give(warning)
                .succeed("db");

        assertThat(rig.startup().findings()).extracting(Finding::message).containsExactly("the pool is small");
        assertThat(rig.startup().errors()).isEmpty();
    }
}
