package io.muster.lifecycle.testing;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.ComponentStop;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Handle;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service's own graph under test: real code, doubles, failures, hangs, and no waiting. */
@Timeout(30)
class TestLifecycleTest {
    private final List<String> touched = new ArrayList<>();
    private final LifecycleManager orders = LifecycleManager.named("orders").drainDelay(Duration.ofSeconds(5));

    private TestLifecycle orders() {
        Handle<String> database = orders.add(component("database", () -> {
                    touched.add("connected");
                    return "real";
                })
                .check(value -> context -> HealthResult.up())
                .startTimeout(Duration.ofMinutes(1))
                .stop(value -> touched.add("disconnected")));
        orders.add(component("http", () -> "serves " + database.get())
                .phase(Phase.SERVE)
                .dependsOn(database)
                .drain(value -> touched.add("drained"))
                .stop(touched::add));
        return TestLifecycle.of(orders);
    }

    @Test
    void runsTheRealCodeAndShowsWhatRan() {
        try (var test = orders()) {
            assertThat(test.start().outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(test.stop().clean()).isTrue();

            assertThat(test.calls())
                    .containsExactly(
                            "START database",
                            "CHECK database",
                            "START http",
                            "DRAIN http",
                            "STOP http",
                            "STOP database");
            assertThat(touched).containsExactly("connected", "drained", "serves real", "disconnected");
        }
    }

    @Test
    void aDoubleStandsInForAComponentAndItsCodeNeverRuns() {
        try (var test = orders().replace("database", () -> "double")) {
            test.start();
            test.stop();
        }
        assertThat(touched).containsExactly("drained", "serves double");
    }

    @Test
    void aStartThatHangsIsGivenUpAtItsTimeoutWithoutWaitingForIt() {
        try (var test = orders().hang("database", Step.START)) {
            var report = test.start();

            assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(report.components().get(0).outcome()).isEqualTo(Outcome.HUNG);
            assertThat(report.components().get(0).duration()).isEqualTo(Duration.ofMinutes(1));
            assertThat(report.components().get(0).stack())
                    .hasValueSatisfying(stack -> assertThat(stack).contains("muster-orders-database-start"));
        }
    }

    @Test
    void retriesPassInVirtualTimeUntilTheirBudgetIsSpent() {
        var busy = new FailureException(Failure.UNAVAILABLE, "refused");
        try (var test = orders().fail("database", Step.START, busy)) {
            var report = test.start();

            assertThat(report.errors()).extracting(Finding::message).containsExactly("refused");
            assertThat(report.components().get(0).attempts()).isGreaterThan(5);
            assertThat(report.duration()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        }
    }

    @Test
    void aStopThatHangsIsGivenUpAndTheRestStops() {
        try (var test = orders().hang("http", Step.STOP)) {
            test.start();
            var report = test.stop();

            assertThat(report.components())
                    .extracting(ComponentStop::name, ComponentStop::outcome)
                    .containsExactlyInAnyOrder(tuple("http", Outcome.HUNG), tuple("database", Outcome.SUCCEEDED));
            assertThat(touched).as("its own code ran first").contains("serves real");
        }
    }

    @Test
    void theDrainDelayPassesInVirtualTime() {
        try (var test = orders()) {
            test.start();
            assertThat(test.stop().duration()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void timePassesInStepsWhereTheTestSaysSo() {
        try (var test = orders().hang("database", Step.START)) {
            test.begin().advance(Duration.ofMillis(59_999));
            assertThat(test.view().state()).isEqualTo(LifecycleState.STARTING);

            test.advance(Duration.ofMillis(1));

            assertThat(test.view().state()).isEqualTo(LifecycleState.FAILED);
            assertThat(test.start().components().get(0).outcome()).isEqualTo(Outcome.HUNG);
        }
    }

    @Test
    void theStopCanBeSteppedThroughToo() {
        try (var test = orders()) {
            test.start();
            orders.requestStop("enough");

            test.advance(Duration.ofMillis(4_999));
            assertThat(test.view().state()).isEqualTo(LifecycleState.DRAINING);
            assertThat(test.calls()).doesNotContain("DRAIN http");
            test.advance(Duration.ofMillis(1));

            assertThat(test.calls()).endsWith("DRAIN http", "STOP http", "STOP database");
            assertThat(test.view().state()).isEqualTo(LifecycleState.STOPPED);
        }
    }

    @Test
    void stepsAreRefusedWhereNothingWasBegun() {
        try (var test = orders()) {
            assertThatIllegalStateException().isThrownBy(() -> test.advance(Duration.ZERO));
            test.begin();
            assertThatIllegalStateException().isThrownBy(test::begin);
            assertThatIllegalArgumentException().isThrownBy(() -> test.advance(Duration.ofSeconds(-1)));
        }
    }

    @Test
    void attachmentsAreOpenedUnlessTheTestDoesWithout() {
        Attachment attachment = view -> {
            touched.add("opened");
            return () -> touched.add("closed");
        };
        orders.attach(attachment);
        try (var test = TestLifecycle.of(orders)) {
            test.start();
        }
        assertThat(touched).containsExactly("opened", "closed");

        var other = LifecycleManager.named("other");
        other.attach(attachment);
        try (var test = TestLifecycle.of(other).withoutAttachments()) {
            assertThat(test.start().outcome()).isEqualTo(Outcome.SUCCEEDED);
        }
        assertThat(touched).hasSize(2);
    }

    @Test
    void anUnknownComponentIsRefusedWithTheKnownOnes() {
        try (var test = orders()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> test.hang("databse", Step.START))
                    .withMessage("no component 'databse' in [database, http]");
        }
    }

    @Test
    void anImpossibleGraphIsRefusedAsEver() {
        orders.add(component("orders", () -> "").dependsOn("nobody"));
        var test = TestLifecycle.of(orders);

        assertThatIllegalStateException().isThrownBy(test::start).withMessageContaining("nobody");
    }
}
