package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.asked;
import static io.muster.lifecycle.EngineParts.checked;
import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.EngineParts.to;
import static io.muster.lifecycle.LifecycleState.RUNNING;
import static io.muster.lifecycle.LifecycleState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service can do without an optional component, and says that it does. */
class EngineOptionalTest {
    @Test
    void oneThatFailsLeavesTheServiceDegraded() {
        var rig = EngineRig.started(part("chroma").optional());

        rig.fail("chroma", Failure.CONFIGURATION);

        assertThat(rig.told()).containsExactly("STARTING", "starting chroma", "failed chroma FAILED", "RUNNING");
        assertThat(rig.startup().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(rig.startup().exitCode()).isZero();
        assertThat(rig.startup().reason()).isEmpty();
    }

    @Test
    void oneThatStartedButDoesNotPassItsCheckIsDegradedAndStaysUp() {
        var rig = EngineRig.started(checked("chroma").optional().retry(RetryPolicy.within(Duration.ofSeconds(9))));

        rig.succeed("chroma").answer("chroma", HealthStatus.DOWN);

        assertThat(rig.state()).as("the monitor goes on asking, not the start").isEqualTo(RUNNING);
        assertThat(rig.startup("chroma").outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(rig.readable()).containsExactly("chroma");
        rig.stop("done").quiet();
        assertThat(rig.running()).containsExactly("STOP chroma");
    }

    @Test
    void itsCheckIsAskedForNoLongerThanItsTimeout() {
        var rig = EngineRig.started(
                asked("chroma").optional().policy(CheckPolicy.defaults().timeout(Duration.ofSeconds(1))));

        rig.advance(Duration.ofSeconds(1));

        assertThat(rig.state()).isEqualTo(RUNNING);
        assertThat(rig.startup("chroma").outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(rig.startup("chroma").findings().get(0).message()).isEqualTo("did not answer within 1 s");
    }

    @Test
    void whatNeedsOneThatFailedIsNotRunAndThatGoesOn() {
        var rig = EngineRig.started(
                part("chroma").optional(),
                part("search").optional().dependsOn("chroma"),
                part("suggestions").optional().dependsOn("search"),
                part("http").after(to("suggestions")));

        rig.fail("chroma", Failure.UNAVAILABLE);

        assertThat(rig.running()).containsExactly("START http");
        assertThat(rig.startup("search").note()).isEqualTo("needs 'chroma'");
        assertThat(rig.startup("suggestions").note()).isEqualTo("needs 'search'");
        assertThat(rig.startup("suggestions").outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(rig.succeed("http").state()).isEqualTo(RUNNING);
    }

    @Test
    void whatOnlyComesAfterItRunsAlthoughItFailed() {
        var rig = EngineRig.started(part("chroma").optional(), part("http").after(to("chroma")));

        rig.fail("chroma", Failure.BUG);

        assertThat(rig.running()).containsExactly("START http");
    }

    @Test
    void oneThatHungAndReturnsLateIsStoppedAtOnceWhileTheServiceRuns() {
        var rig = EngineRig.started(part("chroma").optional().startTimeout(Duration.ofSeconds(5)), part("db"));
        rig.succeed("db").advance(Duration.ofSeconds(5));
        assertThat(rig.state()).isEqualTo(RUNNING);
        rig.told();

        rig.returnsLate("chroma");

        assertThat(rig.running()).containsExactly("STOP chroma");
        assertThat(rig.readable()).as("its value was never given out").containsExactly("db");
        rig.succeed("chroma");
        assertThat(rig.told()).containsExactly("stopping chroma", "stopped chroma");
        assertThat(rig.state()).isEqualTo(RUNNING);

        rig.stop("done").quiet().succeed("db");
        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.shutdown("chroma").outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aLateStopThatHangsIsAbandonedAndHoldsNothingUp() {
        var rig = EngineRig.started(part("chroma").optional().startTimeout(Duration.ofSeconds(5)));
        rig.advance(Duration.ofSeconds(5)).returnsLate("chroma").advance(Duration.ofSeconds(10));

        assertThat(rig.state()).isEqualTo(RUNNING);
        assertThat(rig.running()).isEmpty();
        assertThat(rig.stop("done").quiet().state()).isEqualTo(STOPPED);
        assertThat(rig.shutdown("chroma").outcome()).isEqualTo(Outcome.HUNG);
    }

    @Test
    void aLateStartWithNothingToStopIsLeftAlone() {
        var rig = EngineRig.started(part("chroma").optional().startTimeout(Duration.ofSeconds(5)));
        rig.advance(Duration.ofSeconds(5));

        rig.give(new Event.Done(rig.index("chroma"), Step.START, 1, false));

        assertThat(rig.running()).isEmpty();
        assertThat(rig.startup("chroma").outcome()).isEqualTo(Outcome.HUNG);
    }
}
