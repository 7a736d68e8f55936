package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.checked;
import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.LifecycleState.FAILED;
import static io.muster.lifecycle.LifecycleState.STOPPED;
import static io.muster.lifecycle.LifecycleState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A request to stop at any point of the start ends it and takes down again what had started. */
class EngineCancelTest {
    @Test
    void beforeTheStartNothingIsLeftToDo() {
        var rig = new EngineRig(EngineRig.BUDGETS, part("db"));

        rig.stop("SIGTERM").give(new Event.Begin());

        assertThat(rig.told()).containsExactly("STOPPED (SIGTERM)");
        assertThat(rig.running()).isEmpty();
    }

    @Test
    void duringAStartTheCodeIsCancelledAndTheRestStopsWithoutWaitingForIt() {
        var rig = EngineRig.started(part("redis"), part("db"), part("orders").dependsOn("db"));
        rig.succeed("redis");

        rig.stop("SIGTERM");

        assertThat(rig.cancelled()).containsExactly("db");
        assertThat(rig.running()).containsExactly("START db", "STOP redis");
        rig.succeed("redis").fail("db", Failure.TIMEOUT);
        assertThat(rig.told())
                .containsExactly(
                        "STARTING",
                        "starting redis",
                        "starting db",
                        "started redis",
                        "STOPPING (SIGTERM)",
                        "stopping redis",
                        "stopped redis",
                        "failed db CANCELLED",
                        "STOPPED (SIGTERM)");
        assertThat(rig.startup().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(rig.startup().exitCode()).isZero();
        assertThat(rig.startup("db").note()).isEqualTo("cancelled: SIGTERM");
        assertThat(rig.startup("orders").note()).isEqualTo("cancelled: SIGTERM");
    }

    @Test
    void whatAStartingComponentUsesStaysUpUntilThatHasEnded() {
        var rig = EngineRig.started(part("db"), part("migration").dependsOn("db"));
        rig.succeed("db").stop("SIGTERM");

        assertThat(rig.running()).containsExactly("START migration");
        rig.fail("migration", Failure.TIMEOUT);
        assertThat(rig.running()).containsExactly("STOP db");
    }

    @Test
    void aStartThatCompletesAlthoughCancelledIsStopped() {
        var rig = EngineRig.started(part("db"));

        rig.stop("SIGTERM").succeed("db");

        assertThat(rig.running()).containsExactly("STOP db");
        assertThat(rig.readable())
                .as("nobody reads the value of a cancelled start")
                .isEmpty();
        assertThat(rig.succeed("db").state()).isEqualTo(STOPPED);
        assertThat(rig.startup("db").outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void aStartThatDoesNotHeedTheInterruptIsAbandonedAfterAGrace() {
        var rig = EngineRig.started(part("db"), part("migration").dependsOn("db"));
        rig.succeed("db").stop("SIGTERM");

        rig.advance(Duration.ofMillis(999));
        assertThat(rig.running()).containsExactly("START migration");
        rig.advance(Duration.ofMillis(1));

        assertThat(rig.running()).containsExactly("STOP db");
        assertThat(rig.startup("migration").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.startup("migration").stack()).contains("START of migration");
        assertThat(rig.succeed("db").state()).isEqualTo(STOPPED);
    }

    @Test
    void oneThatReturnsAfterItWasAbandonedIsStoppedAtOnceAndWaitedFor() {
        var rig = EngineRig.started(part("db"), part("migration").dependsOn("db"));
        rig.succeed("db").stop("SIGTERM").advance(Duration.ofSeconds(1)).returnsLate("migration");

        assertThat(rig.running()).containsExactly("STOP db", "STOP migration");
        assertThat(rig.succeed("db").state()).isEqualTo(STOPPING);
        assertThat(rig.succeed("migration").state()).isEqualTo(STOPPED);
    }

    @Test
    void duringABackoffTheNextAttemptNeverBegins() {
        var rig = EngineRig.started(part("db").retry(RetryPolicy.within(Duration.ofSeconds(30))));

        rig.fail("db", Failure.UNAVAILABLE).stop("SIGTERM");

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.advance(Duration.ofSeconds(30)).running()).isEmpty();
        assertThat(rig.startup("db").outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(rig.told()).endsWith("STOPPING (SIGTERM)", "failed db CANCELLED", "STOPPED (SIGTERM)");
    }

    @Test
    void duringACheckTheComponentIsStoppedOnceTheCheckHasEnded() {
        var rig = EngineRig.started(checked("db"));

        rig.succeed("db").stop("SIGTERM");
        assertThat(rig.running()).containsExactly("CHECK db");
        assertThat(rig.cancelled()).containsExactly("db");
        rig.answer("db", HealthStatus.UP);

        assertThat(rig.running()).containsExactly("STOP db");
    }

    @Test
    void duringACheckThatHangsTheComponentIsStoppedAfterTheGrace() {
        var rig = EngineRig.started(checked("db"));

        rig.succeed("db").stop("SIGTERM").advance(Duration.ofSeconds(1));

        assertThat(rig.running()).containsExactly("STOP db");
        assertThat(rig.succeed("db").state()).isEqualTo(STOPPED);
    }

    @Test
    void duringABackoffBetweenChecksTheStartedComponentIsStopped() {
        var rig = EngineRig.started(checked("db").retry(RetryPolicy.within(Duration.ofSeconds(30))));

        rig.succeed("db").answer("db", HealthStatus.DOWN).stop("SIGTERM");

        assertThat(rig.running()).containsExactly("STOP db");
    }

    @Test
    void theFirstReasonIsKept() {
        var rig = EngineRig.started(part("db"));

        rig.stop("SIGTERM").stop("SIGINT").fail("db", Failure.BUG).stop("again");

        assertThat(rig.told()).filteredOn(line -> line.contains("(")).allMatch(line -> line.endsWith("(SIGTERM)"));
        assertThat(rig.engine().reason()).isEqualTo("SIGTERM");
    }

    @Test
    void aStopAfterAFailureCutsTheGraceShortAndTheFailureStaysTheReason() {
        var rig = EngineRig.started(part("db"), part("slow"));

        rig.fail("db", Failure.CREDENTIALS).stop("SIGTERM");
        assertThat(rig.state()).isEqualTo(STOPPING);
        rig.fail("slow", Failure.TIMEOUT);

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.startup().reason()).isEqualTo("'db' failed to start");
        assertThat(rig.startup().exitCode()).isEqualTo(78);
    }

    @Test
    void theRollbackHasABudgetOfItsOwn() {
        var rig =
                EngineRig.started(part("db"), part("migration").dependsOn("db").startTimeout(Duration.ofSeconds(60)));
        rig.succeed("db").advance(Duration.ofSeconds(60));

        assertThat(rig.state()).as("the start budget is spent").isEqualTo(STOPPING);
        assertThat(rig.allowed("db")).isEqualTo(Duration.ofSeconds(10));
        rig.advance(Duration.ofSeconds(10));

        assertThat(rig.state()).isEqualTo(FAILED);
        assertThat(rig.shutdown("db").outcome()).isEqualTo(Outcome.HUNG);
    }

    @Test
    void aRollbackShorterThanTheGraceEndsAllTheSame() {
        var budgets = new Budgets(
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
        var rig = EngineRig.started(budgets, part("db"), part("migration").dependsOn("db"));
        rig.succeed("db").stop("SIGTERM").advance(Duration.ofMillis(500));

        assertThat(rig.told())
                .containsExactly(
                        "STARTING",
                        "starting db",
                        "started db",
                        "starting migration",
                        "STOPPING (SIGTERM)",
                        "failed migration HUNG",
                        "STOPPED (SIGTERM)");
        assertThat(rig.running()).isEmpty();
        assertThat(rig.readable()).isEmpty();
        assertThat(rig.startup("migration").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.shutdown("db").outcome()).isEqualTo(Outcome.NOT_RUN);
    }
}
