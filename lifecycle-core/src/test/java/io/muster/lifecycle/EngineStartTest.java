package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.checked;
import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.EngineParts.to;
import static io.muster.lifecycle.LifecycleState.FAILED;
import static io.muster.lifecycle.LifecycleState.RUNNING;
import static io.muster.lifecycle.LifecycleState.STARTING;
import static io.muster.lifecycle.LifecycleState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The way up, in virtual time: order, timeouts, the start budget, and failures that come together. */
class EngineStartTest {
    @Test
    void anEmptyServiceRunsAtOnce() {
        var rig = EngineRig.started();

        assertThat(rig.told()).containsExactly("STARTING", "RUNNING");
        assertThat(rig.startup().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void independentComponentsStartSideBySideInOrderOfAdding() {
        var rig = EngineRig.started(part("b"), part("a"));

        assertThat(rig.told()).containsExactly("STARTING", "starting b", "starting a");
        assertThat(rig.running()).containsExactly("START a", "START b");
    }

    @Test
    void aComponentWaitsForWhatItNamesAndForNothingElse() {
        var rig = EngineRig.started(part("db"), part("slow"), part("orders").dependsOn("db"));

        rig.succeed("db");

        assertThat(rig.running()).containsExactly("START orders", "START slow");
    }

    @Test
    void aPhaseWaitsForTheRequiredComponentsOfTheEarlierOnes() {
        var rig = EngineRig.started(
                part("db"), part("chroma").optional(), part("http").phase(Phase.SERVE));

        rig.succeed("db");

        assertThat(rig.running()).containsExactly("START chroma", "START http");
        assertThat(rig.succeed("http").state()).as("chroma has not settled").isEqualTo(STARTING);
        assertThat(rig.succeed("chroma").state()).isEqualTo(RUNNING);
    }

    @Test
    void dependentsWaitForTheCheckAndMayReadTheValueThen() {
        var rig = EngineRig.started(checked("db"), part("orders").dependsOn("db"));

        rig.succeed("db");
        assertThat(rig.running()).containsExactly("CHECK db");
        assertThat(rig.readable()).containsExactly("db");

        rig.succeed("db");
        assertThat(rig.running()).containsExactly("START orders");
    }

    @Test
    void aHungStartIsAbandonedAtItsTimeoutAndNamedWithItsStack() {
        var rig = EngineRig.started(part("db").startTimeout(Duration.ofSeconds(5)));

        assertThat(rig.advance(Duration.ofMillis(4_999)).running()).containsExactly("START db");
        rig.advance(Duration.ofMillis(1));

        assertThat(rig.running()).isEmpty();
        assertThat(rig.told())
                .containsExactly(
                        "STARTING",
                        "starting db",
                        "failed db HUNG",
                        "STOPPING ('db' failed to start)",
                        "FAILED ('db' failed to start)");
        assertThat(rig.startup("db").stack()).contains("START of db");
        assertThat(rig.startup("db").findings().get(0).message()).isEqualTo("did not start within 5 s");
        assertThat(rig.startup().exitCode())
                .as("a timeout of its own is no spent budget")
                .isEqualTo(69);
    }

    @Test
    void aHungCheckIsAbandonedAtTheStartTimeout() {
        var rig = EngineRig.started(checked("db").startTimeout(Duration.ofSeconds(5)));

        rig.advance(Duration.ofSeconds(3)).succeed("db").advance(Duration.ofSeconds(5));

        assertThat(rig.startup("db").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.startup("db").findings().get(0).message()).isEqualTo("did not answer within 5 s");
        assertThat(rig.startup("db").result())
                .hasValueSatisfying(result -> assertThat(result.failure()).contains(Failure.TIMEOUT));
        assertThat(rig.running()).as("it had started, so it is stopped").containsExactly("STOP db");
    }

    @Test
    void independentFailuresWithinTheGraceComeInOneReport() {
        var rig = EngineRig.started(
                part("db"), part("redis"), part("slow"), part("http").dependsOn("db"));

        rig.fail("db", Failure.UNAVAILABLE);
        assertThat(rig.state()).as("others may still say what is wrong").isEqualTo(STARTING);
        rig.advance(Duration.ofSeconds(1)).fail("redis", Failure.CREDENTIALS);
        rig.advance(Budgets.FAILURE_GRACE.minusSeconds(1).minusMillis(1));
        assertThat(rig.state()).isEqualTo(STARTING);
        rig.advance(Duration.ofMillis(1));

        assertThat(rig.state()).isEqualTo(STOPPING);
        assertThat(rig.cancelled()).containsExactly("slow");
        rig.fail("slow", Failure.TIMEOUT);
        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup().errors()).extracting(Finding::subject).containsExactly("db", "redis");
        assertThat(rig.startup().reason()).isEqualTo("'db' failed to start");
        assertThat(rig.startup().exitCode()).isEqualTo(78);
        assertThat(rig.startup("slow").outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(rig.startup("http").outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(rig.startup("http").note()).isEqualTo("needs 'db'");
    }

    @Test
    void afterAFailureNothingNewIsStartedAndWhatStartsMeanwhileIsStopped() {
        var rig = EngineRig.started(part("db"), part("cache"), part("warmup").dependsOn("cache"));

        rig.fail("db", Failure.BUG).succeed("cache");

        assertThat(rig.running()).containsExactly("STOP cache");
        assertThat(rig.startup("warmup").note()).isEqualTo("never reached");
    }

    @Test
    void validateRunsWholeAndNothingElseBeginsAfterAnErrorThere() {
        var rig = EngineRig.started(
                part("env").phase(Phase.VALIDATE),
                part("files").phase(Phase.VALIDATE),
                part("ports").phase(Phase.VALIDATE),
                part("db"));

        rig.fail("env", Failure.CONFIGURATION).advance(Duration.ofSeconds(10));
        assertThat(rig.state()).as("no grace ends the other rules").isEqualTo(STARTING);
        rig.fail(Failure.CONFIGURATION, "files", "ports");

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup().errors()).hasSize(3);
        assertThat(rig.startup("db").attempts()).isZero();
    }

    @Test
    void theStartBudgetEndsTheStartWithItsOwnExitCode() {
        var rig = EngineRig.started(
                part("migration").startTimeout(Duration.ofSeconds(60)),
                part("http").phase(Phase.SERVE));

        rig.advance(Duration.ofSeconds(60));

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.elapsed()).isEqualTo(Duration.ofSeconds(60));
        assertThat(rig.startup().exitCode()).isEqualTo(124);
        assertThat(rig.startup("migration").findings().get(0).message()).contains("start");
    }

    @Test
    void aStepIsGivenNoMoreTimeThanTheBudgetHasLeft() {
        var rig = EngineRig.started(part("db"), part("orders").dependsOn("db"));

        rig.advance(Duration.ofSeconds(20));
        assertThat(rig.allowed("db")).isEqualTo(Duration.ofSeconds(30));
        rig.succeed("db").advance(Duration.ofSeconds(25));
        assertThat(rig.allowed("orders")).isEqualTo(Duration.ofSeconds(30));

        var late = EngineRig.started(
                part("db").startTimeout(Duration.ofSeconds(60)), part("orders").dependsOn("db"));
        late.advance(Duration.ofSeconds(50)).succeed("db");
        assertThat(late.allowed("orders")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSpentBudgetIsNotTheSoleCauseWhereSomethingElseFailed() {
        var rig = EngineRig.started(
                part("slow").startTimeout(Duration.ofSeconds(60)),
                part("db").retry(RetryPolicy.within(Duration.ofSeconds(60))).startTimeout(Duration.ofSeconds(60)));

        rig.advance(Duration.ofMillis(59_900)).fail("db", Failure.UNAVAILABLE).advance(Duration.ofMillis(100));

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup("slow").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.startup().exitCode()).isEqualTo(69);
    }

    @Test
    void whereOnlyOptionalOnesAreLateTheServiceRuns() {
        var rig = EngineRig.started(
                part("db"),
                part("chroma").optional().startTimeout(Duration.ofSeconds(60)),
                part("index").optional().after(to("chroma")));

        rig.succeed("db").advance(Duration.ofSeconds(60));

        assertThat(rig.state()).isEqualTo(RUNNING);
        assertThat(rig.running())
                .as("nothing new begins once the budget is spent")
                .isEmpty();
        assertThat(rig.startup().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(rig.startup("chroma").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.startup("index").outcome()).isEqualTo(Outcome.NOT_RUN);
    }

    @Test
    void aRequiredComponentThatTheBudgetNeverLetsBeginFailsTheStart() {
        var orders = part("orders").after(to("chroma"));
        var rig = EngineRig.started(orders, part("chroma").optional().startTimeout(Duration.ofSeconds(60)));

        rig.advance(Duration.ofSeconds(60));

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup("orders").outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(rig.startup().exitCode()).isEqualTo(124);
        assertThat(rig.startup().reason()).isEqualTo("'orders' failed to start");
    }
}
