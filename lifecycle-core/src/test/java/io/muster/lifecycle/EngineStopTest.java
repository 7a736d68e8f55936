package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.EngineParts.to;
import static io.muster.lifecycle.LifecycleState.STOPPED;
import static io.muster.lifecycle.LifecycleState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The way down, in virtual time: reverse order, timeouts, fair shares and the one deadline. */
class EngineStopTest {
    private static EngineRig stopping(EngineRig running) {
        running.told();
        return running.stop("SIGTERM").quiet();
    }

    @Test
    void stopsInReverseAndIndependentOnesSideBySide() {
        var rig = EngineRig.started(part("db"), part("redis"), part("orders").dependsOn("db", "redis"));
        rig.succeed("db").succeed("redis").succeed("orders");

        stopping(rig);
        assertThat(rig.running()).containsExactly("STOP orders");
        rig.succeed("orders");
        assertThat(rig.running()).containsExactly("STOP db", "STOP redis");
        rig.succeed("redis").succeed("db");

        assertThat(rig.told())
                .containsExactly(
                        "DRAINING (SIGTERM)",
                        "STOPPING (SIGTERM)",
                        "stopping orders",
                        "stopped orders",
                        "stopping redis",
                        "stopping db",
                        "stopped redis",
                        "stopped db",
                        "STOPPED (SIGTERM)");
        assertThat(rig.readable()).isEmpty();
        assertThat(rig.shutdown().clean()).isTrue();
    }

    @Test
    void anEarlierPhaseStopsAfterTheLaterOnesAlthoughNothingNamesIt() {
        var rig = EngineRig.started(part("db"), part("http").phase(Phase.SERVE));
        rig.succeed("db").succeed("http");

        stopping(rig);

        assertThat(rig.running()).containsExactly("STOP http");
        assertThat(rig.succeed("http").running()).containsExactly("STOP db");
    }

    @Test
    void whatOnlyCameAfterStillStopsFirst() {
        var rig = EngineRig.started(part("cache").optional(), part("http").after(to("cache")));
        rig.succeed("cache").succeed("http");

        assertThat(stopping(rig).running()).containsExactly("STOP http");
    }

    @Test
    void whatStartedByWayOfOneThatFailedStillStopsFirst() {
        var rig = EngineRig.started(
                part("db"),
                part("cache").optional().dependsOn("db"),
                part("orders").after(to("cache")));
        rig.succeed("db").fail("cache", Failure.UNAVAILABLE).succeed("orders");

        assertThat(stopping(rig).running()).as("orders may use db").containsExactly("STOP orders");
        assertThat(rig.succeed("orders").running()).containsExactly("STOP db");
    }

    @Test
    void aStopThatThrowsIsKeptAndStopsNothingElse() {
        var rig = EngineRig.started(part("db"), part("orders").dependsOn("db"));
        rig.succeed("db").succeed("orders");

        stopping(rig).fail("orders", Failure.BUG);
        assertThat(rig.running()).containsExactly("STOP db");
        rig.succeed("db");

        assertThat(rig.state()).as("a stop with errors has stopped").isEqualTo(STOPPED);
        assertThat(rig.shutdown().clean()).isFalse();
        assertThat(rig.shutdown("orders").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rig.shutdown("orders").failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).isEqualTo("orders is BUG"));
        assertThat(rig.told()).contains("stopped orders: orders is BUG");
    }

    @Test
    void aStopIsAbandonedAtItsOwnTimeout() {
        var rig = EngineRig.started(part("db"), part("http").dependsOn("db").stopTimeout(Duration.ofSeconds(2)));
        rig.succeed("db").succeed("http");

        stopping(rig).advance(Duration.ofMillis(1_999));
        assertThat(rig.running()).containsExactly("STOP http");
        rig.advance(Duration.ofMillis(1));

        assertThat(rig.running()).containsExactly("STOP db");
        assertThat(rig.told()).containsSequence("stopping http", "abandoned http", "stopping db");
        assertThat(rig.shutdown("http").stack()).contains("STOP of http");
        assertThat(rig.shutdown("http").duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(rig.shutdown("http").failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).isEqualTo("did not stop within 2 s"));
    }

    @Test
    void withEveryComponentHungEachHasAFairShareAndTheDeadlineHolds() {
        var rig =
                EngineRig.started(part("a"), part("b").dependsOn("a"), part("c").dependsOn("b"), part("beside"));
        rig.succeed("a").succeed("b").succeed("c").succeed("beside");
        Duration from = rig.elapsed();

        stopping(rig).advance(Duration.ofSeconds(30));

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.elapsed().minus(from)).isEqualTo(Duration.ofSeconds(30));
        assertThat(rig.stopShares())
                .as("a third for each of the chain, all of it for the one beside")
                .containsExactlyInAnyOrder(
                        Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
        assertThat(rig.shutdown().components()).hasSize(4).allMatch(stop -> stop.outcome() == Outcome.HUNG);
    }

    @Test
    void sharesGrowWithTheTimeThatOthersLeave() {
        var rig = EngineRig.started(part("a"), part("b").dependsOn("a"));
        rig.succeed("a").succeed("b");

        stopping(rig).advance(Duration.ofSeconds(3)).succeed("b");

        assertThat(rig.stopShares()).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(27));
    }

    @Test
    void whatHasNotBegunByTheDeadlineIsNotRun() {
        var rig = EngineRig.started(
                part("db"),
                part("orders").dependsOn("db").stopTimeout(Duration.ofSeconds(15)),
                part("http").dependsOn("orders").stopTimeout(Duration.ofSeconds(15)));
        rig.succeed("db").succeed("orders").succeed("http");

        stopping(rig).advance(Duration.ofSeconds(30));

        assertThat(rig.state()).isEqualTo(STOPPED);
        assertThat(rig.shutdown("http").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.shutdown("orders").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.shutdown("db").outcome()).isIn(Outcome.HUNG, Outcome.NOT_RUN);
        assertThat(rig.shutdown().clean()).isFalse();
        assertThat(rig.readable()).isEmpty();
    }

    @Test
    void whatHasNothingToStopIsPassedOver() {
        var rig = EngineRig.started(
                part("db"), part("config").dependsOn("db"), part("http").dependsOn("config"));
        rig.succeed("db").succeedWithNothingToStop("config").succeed("http");

        stopping(rig).succeed("http");

        assertThat(rig.running()).containsExactly("STOP db");
        assertThat(rig.told()).doesNotContain("stopping config");
        assertThat(rig.shutdown("config").outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aStopThatReturnsAfterItWasAbandonedChangesNothing() {
        var rig = EngineRig.started(part("db"), part("http").dependsOn("db").stopTimeout(Duration.ofSeconds(2)));
        rig.succeed("db").succeed("http");
        stopping(rig).advance(Duration.ofSeconds(2)).returnsLate("http");

        assertThat(rig.state()).isEqualTo(STOPPING);
        assertThat(rig.shutdown("http").outcome()).isEqualTo(Outcome.HUNG);
        assertThat(rig.succeed("db").state()).isEqualTo(STOPPED);
    }

    @Test
    void everyRequestAfterTheFirstIsHeardAndChangesNothing() {
        var rig = EngineRig.started(part("db"));
        rig.succeed("db");

        stopping(rig).stop("SIGINT").stop("again").succeed("db").stop("too late");

        assertThat(rig.told())
                .containsExactly(
                        "DRAINING (SIGTERM)", "STOPPING (SIGTERM)", "stopping db", "stopped db", "STOPPED (SIGTERM)");
        assertThat(rig.shutdown().reason()).isEqualTo("SIGTERM");
    }
}
