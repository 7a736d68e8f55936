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
            Duration.ofSeconds(10));

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
    void theDelayEndsEarlyOnceEveryProberHasBeenTold() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").advance(Duration.ofSeconds(1)).give(new Event.ProbersTold());

        assertThat(rig.running()).containsExactly("DRAIN http");
        rig.give(new Event.ProbersTold()).advance(Duration.ofSeconds(4));
        assertThat(rig.running()).as("drained once").containsExactly("DRAIN http");
    }

    @Test
    void nothingStopsBeforeBothTheDrainsAndTheWorkHaveEnded() {
        var rig = running(draining("http"), part("db"));
        rig.stop("SIGTERM").advance(Duration.ofSeconds(5));

        rig.succeed("http");
        assertThat(rig.state()).as("work is in flight").isEqualTo(DRAINING);
        rig.quiet();

        assertThat(rig.state()).isEqualTo(STOPPING);
        assertThat(rig.running()).containsExactly("STOP db", "STOP http");
    }

    @Test
    void quietAloneDoesNotEndADrainThatRuns() {
        var rig = running(draining("http"));

        rig.stop("SIGTERM").advance(Duration.ofSeconds(5)).quiet();

        assertThat(rig.state()).isEqualTo(DRAINING);
        assertThat(rig.succeed("http").state()).isEqualTo(STOPPING);
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
                .quiet()
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
                .quiet();

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
                Duration.ofSeconds(10));
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
