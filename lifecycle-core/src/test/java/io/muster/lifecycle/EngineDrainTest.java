package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.draining;
import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.LifecycleState.DRAINING;
import static io.muster.lifecycle.LifecycleState.STOPPED;
import static io.muster.lifecycle.LifecycleState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Between the request to stop and the first stop: the delay, the drains, the work in flight, and their limits. */
class EngineDrainTest {
    private static final Budgets BUDGETS = new Budgets(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));

    private static EngineRig running(Component<?>... components) {
        var rig = EngineRig.started(BUDGETS, components);
        for (Component<?> component : components) {
            rig.succeed(component.name());
        }
        return rig;
    }

    @Test
    void theServiceStillServesForTheDrainDelay() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").advance(Duration.ofMillis(4_999));
        assertThat(rig.state()).isEqualTo(DRAINING);
        assertThat(rig.running()).isEmpty();
        rig.advance(Duration.ofMillis(1));

        assertThat(rig.running()).containsExactly("DRAIN http");
        assertThat(rig.allowed("http")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theDelayEndsEarlyOnceEveryProberHasBeenToldAndNoWorkHasComeForTheQuietPeriod() {
        var rig = running(draining("http"));
        rig.stop("SIGTERM").quiet(7).advance(Duration.ofMillis(400));

        rig.give(new Event.ProbersTold()).quiet(7);
        assertThat(rig.running()).as("quiet for 400 ms only").isEmpty();
        rig.advance(Duration.ofMillis(600)).quiet(7);

        assertThat(rig.running()).containsExactly("DRAIN http");
        rig.give(new Event.ProbersTold()).advance(Duration.ofSeconds(4));
        assertThat(rig.running()).as("drained once").containsExactly("DRAIN http");
    }

    @Test
    void workThatComesDuringTheQuietPeriodBeginsItAnew() {
        var rig = running(draining("http"));
        rig.stop("SIGTERM").quiet(7).give(new Event.ProbersTold()).quiet(7);

        rig.advance(Duration.ofSeconds(1)).quiet(8);
        assertThat(rig.running()).as("the eighth came in between").isEmpty();
        rig.advance(Duration.ofSeconds(1)).quiet(8);

        assertThat(rig.running()).containsExactly("DRAIN http");
    }

    @Test
    void workInFlightKeepsTheDelayFromEndingEarly() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").give(new Event.ProbersTold()).advance(Duration.ofMillis(4_999));
        assertThat(rig.running()).isEmpty();
        assertThat(rig.advance(Duration.ofMillis(1)).running()).containsExactly("DRAIN http");
    }

    @Test
    void probersThatHaveNotBeenToldKeepTheWholeDelay() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").quiet(7).advance(Duration.ofMillis(4_999));
        assertThat(rig.running()).isEmpty();
        assertThat(rig.advance(Duration.ofMillis(1)).running()).containsExactly("DRAIN http");
    }

    @Test
    void aServiceThatCountsNoWorkKeepsTheWholeDelay() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").quiet(0).give(new Event.ProbersTold()).quiet(0).advance(Duration.ofMillis(4_999));
        assertThat(rig.running()).isEmpty();
        assertThat(rig.advance(Duration.ofMillis(1)).running()).containsExactly("DRAIN http");
    }

    @Test
    void nothingStopsBeforeBothTheDrainsAndTheWorkHaveEnded() {
        var rig = running(draining("http"), part("db"));
        rig.stop("SIGTERM").quiet(7).advance(Duration.ofSeconds(5));

        rig.succeed("http");
        assertThat(rig.state()).as("work may be in flight").isEqualTo(DRAINING);
        rig.quiet(7);

        assertThat(rig.state()).isEqualTo(STOPPING);
        assertThat(rig.running()).containsExactly("STOP db", "STOP http");
    }

    @Test
    void afterTheDrainsTheServiceMustHaveBeenQuietForThePeriodToo() {
        var rig = running(draining("http"));
        rig.stop("SIGTERM").quiet(7).advance(Duration.ofSeconds(5)).succeed("http");

        rig.quiet(9);
        assertThat(rig.state()).as("two came during the delay").isEqualTo(DRAINING);
        rig.advance(Duration.ofSeconds(1)).quiet(9);

        assertThat(rig.state()).isEqualTo(STOPPING);
    }

    @Test
    void theQuietPeriodOutlivesTheCountOfAllWork() {
        var rig = running(part("db"));
        rig.stop("SIGTERM").quiet(Integer.MIN_VALUE).advance(Duration.ofSeconds(5));

        rig.quiet(Integer.MIN_VALUE + 2);
        assertThat(rig.state()).as("two came during the delay").isEqualTo(DRAINING);
        rig.advance(Duration.ofSeconds(1)).quiet(Integer.MIN_VALUE + 2);

        assertThat(rig.state()).isEqualTo(STOPPING);
    }

    @Test
    void whereNoWorkWasEverCountedThereIsNoQuietPeriod() {
        var rig = running(part("db"));

        rig.stop("SIGTERM").advance(Duration.ofSeconds(5)).quiet(0);

        assertThat(rig.state()).isEqualTo(STOPPING);
    }

    @Test
    void quietIsAskedForOnceTheDrainsHaveEnded() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").quiet(7).advance(Duration.ofSeconds(5));
        assertThat(rig.awaitsQuiet()).isFalse();

        assertThat(rig.succeed("http").awaitsQuiet()).isTrue();
        assertThat(rig.quiet(7).state()).isEqualTo(STOPPING);
    }

    @Test
    void workThatCameInJustBeforeTheGateClosedIsWaitedForToo() {
        var rig = running(part("db"));
        rig.stop("SIGTERM").quiet(7).advance(Duration.ofSeconds(5)).quietOnce(7);

        assertThat(rig.gateClosed()).isTrue();
        assertThat(rig.state()).as("an eighth may be in flight").isEqualTo(DRAINING);
        assertThat(rig.running()).isEmpty();
        rig.quietOnce(9);

        assertThat(rig.state()).as("what was refused counts for nothing").isEqualTo(STOPPING);
    }

    @Test
    void anAnswerFromBeforeTheGateClosedDoesNotCount() {
        var rig = running(part("db"));
        rig.stop("SIGTERM").quiet(7).advance(Duration.ofSeconds(5)).quietOnce(7);

        assertThat(rig.awaitsQuiet()).isTrue();
        rig.quietLost().give(new Event.Quiet(7, false));

        assertThat(rig.state()).isEqualTo(DRAINING);
        assertThat(rig.awaitsQuiet())
                .as("asks again: the earlier question may have taken its place")
                .isTrue();
        assertThat(rig.quietOnce(8).state()).isEqualTo(STOPPING);
    }

    @Test
    void workThatCameInJustBeforeTheGateClosedIsCutAtTheLimit() {
        var rig = running(part("db"));
        rig.stop("SIGTERM").quiet(7).advance(Duration.ofSeconds(5)).quietOnce(7);

        rig.advance(Duration.ofMillis(9_999));
        assertThat(rig.state()).isEqualTo(DRAINING);
        assertThat(rig.advance(Duration.ofMillis(1)).state()).isEqualTo(STOPPING);
    }

    @Test
    void theStackOfADrainThatHungIsReportedThoughItsStopSucceeds() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").advance(Duration.ofSeconds(15)).succeed("http");

        assertThat(rig.shutdown("http").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rig.shutdown("http").stack()).contains("DRAIN of http");
    }

    @Test
    void atTheLimitTheStopsBeginWhateverIsInFlight() {
        var rig = running(draining("http"), draining("queue"));
        rig.stop("SIGTERM").advance(Duration.ofSeconds(5)).succeed("queue").advance(Duration.ofSeconds(10));

        assertThat(rig.state()).isEqualTo(STOPPING);
        assertThat(rig.running()).containsExactly("STOP http", "STOP queue");
        rig.succeed("http").succeed("queue");
        assertThat(rig.shutdown("http").failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).isEqualTo("did not drain within 10 s"));
        assertThat(rig.shutdown("queue").failure()).isEmpty();
        assertThat(rig.shutdown().clean()).isFalse();
        assertThat(rig.told()).doesNotContain("abandoned http");
    }

    @Test
    void aDrainThatThrowsIsReportedAndTheStopStillRuns() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM")
                .advance(Duration.ofSeconds(5))
                .fail("http", Failure.BUG)
                .quiet(0)
                .succeed("http");

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.shutdown("http").failure()).isPresent();
        assertThat(rig.shutdown("http").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rig.shutdown().clean()).isFalse();
    }

    @Test
    void anOptionalComponentThatFailedToStartIsNotDrained() {
        var rig = EngineRig.started(BUDGETS, draining("queue").optional());
        rig.fail("queue", Failure.BUG)
                .stop("SIGTERM")
                .advance(Duration.ofSeconds(5))
                .quiet(0);

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.shutdown().components()).isEmpty();
    }

    @Test
    void withEveryDrainAndStopHungTheDeadlineHolds() {
        var rig = running(draining("db"), draining("http").dependsOn("db"));
        Duration from = rig.elapsed();

        rig.stop("SIGTERM").advance(Duration.ofSeconds(30));

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.stopShares())
                .as("what delay and limit have left")
                .containsExactly(Duration.ofMillis(7_500), Duration.ofMillis(7_500));
        assertThat(rig.elapsed().minus(from)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aDeadlineDuringTheDrainEndsItThroughEveryState() {
        var budgets = new Budgets(
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1));
        var rig = EngineRig.started(budgets, draining("http"));
        rig.succeed("http").told();

        rig.stop("SIGTERM").advance(Duration.ofSeconds(15));

        assertThat(rig.told()).containsExactly("DRAINING (SIGTERM)", "STOPPING (SIGTERM)", "STOPPED (SIGTERM)");
        assertThat(rig.running()).isEmpty();
        assertThat(rig.shutdown("http").outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(rig.shutdown("http").failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("time was up"));
        assertThat(rig.shutdown().duration()).isEqualTo(Duration.ofSeconds(15));
    }
}
