package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.asked;
import static io.muster.lifecycle.EngineParts.checked;
import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.LifecycleState.RUNNING;
import static io.muster.lifecycle.LifecycleState.STARTING;
import static io.muster.lifecycle.LifecycleState.STOPPED;
import static io.muster.lifecycle.LifecycleState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Before the service runs, every required check whose answer has gone stale during the start is asked once more. */
class EngineVerifyTest {
    /** A database that answered at once, and a migration that took longer than an answer lasts. */
    private static EngineRig afterALongMigration() {
        var rig = EngineRig.started(
                checked("db"),
                part("migration").dependsOn("db"),
                asked("chroma").optional());
        rig.succeed("db").succeed("db").succeed("chroma");
        rig.advance(Duration.ofMillis(10_001)).succeed("migration");
        return rig;
    }

    @Test
    void anAnswerNoOlderThanItsIntervalIsGoodEnough() {
        var rig = EngineRig.started(checked("db"), part("migration").dependsOn("db"));

        rig.succeed("db").succeed("db").advance(Duration.ofSeconds(10)).succeed("migration");

        assertThat(rig.state()).isEqualTo(RUNNING);
    }

    @Test
    void aStaleOneIsAskedAgainAndTheServiceWaitsForIt() {
        var rig = afterALongMigration();

        assertThat(rig.state()).isEqualTo(STARTING);
        assertThat(rig.running()).as("required checks alone").containsExactly("CHECK db");
        assertThat(rig.succeed("db").state()).isEqualTo(RUNNING);
    }

    @Test
    void theSecondQuestionIsNoSecondStart() {
        var rig = afterALongMigration();
        rig.advance(Duration.ofSeconds(1)).succeed("db");

        assertThat(rig.told()).filteredOn(line -> line.equals("started db")).hasSize(1);
        assertThat(rig.startup("db").duration()).isZero();
        assertThat(rig.startup("db").attempts()).isEqualTo(1);
        assertThat(rig.startup().criticalPath()).containsExactly("db", "migration");
    }

    @Test
    void oneThatFailsNowFailsTheStart() {
        var rig = afterALongMigration();

        rig.answer("db", HealthStatus.DOWN);

        assertThat(rig.state()).isEqualTo(STOPPING);
        assertThat(rig.startup("db").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rig.startup().reason()).isEqualTo("'db' failed to start");
        assertThat(rig.startup().exitCode()).isEqualTo(69);
        assertThat(rig.running()).containsExactly("STOP migration");
        assertThat(rig.told()).as("one start, one end of it").doesNotContain("failed db FAILED");
    }

    @Test
    void oneThatHangsNowFailsTheStart() {
        var rig = afterALongMigration();

        rig.advance(Duration.ofSeconds(30));

        assertThat(rig.startup("db").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.state()).isEqualTo(STOPPING);
    }

    @Test
    void itIsRetriedAsEverySecondQuestion() {
        var rig = EngineRig.started(
                checked("db").retry(RetryPolicy.within(Duration.ofSeconds(5))),
                part("migration").dependsOn("db"));
        rig.succeed("db").succeed("db").advance(Duration.ofSeconds(11)).succeed("migration");

        rig.answer("db", HealthStatus.DOWN).advance(Duration.ofSeconds(1));

        assertThat(rig.running()).containsExactly("CHECK db");
        assertThat(rig.succeed("db").state()).isEqualTo(RUNNING);
    }

    @Test
    void aStopMeanwhileCancelsIt() {
        var rig = afterALongMigration();

        rig.stop("SIGTERM");
        assertThat(rig.cancelled()).containsExactly("db");
        rig.succeed("migration").advance(Duration.ofSeconds(1)).succeed("db");

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.startup().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(rig.told()).doesNotContain("failed db CANCELLED", "failed db HUNG");
    }
}
