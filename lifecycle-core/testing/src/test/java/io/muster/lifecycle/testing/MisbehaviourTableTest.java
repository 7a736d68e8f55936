package io.muster.lifecycle.testing;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.StartupReport;
import io.muster.lifecycle.Step;
import java.util.Collections;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step of a component does each thing that it should not, and every one of them has its defined outcome. */
@Timeout(30)
class MisbehaviourTableTest {
    private static final String UNUSED = "-";

    /** How the start ends, how 'db' starts, how 'db' stops, how often its stop runs, and what is said of it. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "START, THROWS,                    FAILED,    FAILED,    -,         0, it threw",
        "START, THROWS_AN_ERROR,           FAILED,    FAILED,    -,         0, StackOverflowError",
        "START, RETURNS_NULL,              FAILED,    FAILED,    -,         0, its start returned null",
        "START, HANGS,                     FAILED,    HUNG,      -,         0, did not start within 30 s",
        "START, COMPLETES_LATE,            FAILED,    HUNG,      -,         1, did not start within 30 s",
        "START, CALLS_STOP,                FAILED,    FAILED,    -,         0, use requestStop",
        "START, REQUESTS_A_STOP,           CANCELLED, CANCELLED, SUCCEEDED, 1, ",
        "START, CALLS_START,               FAILED,    FAILED,    -,         0, start is refused",
        "START, ADDS_A_COMPONENT,          FAILED,    FAILED,    -,         0, 'one-more' cannot be added",
        "START, READS_THE_VIEW,            SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "START, STARTS_A_THREAD_THAT_DIES, SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "CHECK, THROWS,                    FAILED,    FAILED,    SUCCEEDED, 1, it threw",
        "CHECK, THROWS_AN_ERROR,           FAILED,    FAILED,    SUCCEEDED, 1, StackOverflowError",
        "CHECK, RETURNS_NULL,              FAILED,    FAILED,    SUCCEEDED, 1, its check returned null",
        "CHECK, HANGS,                     FAILED,    HUNG,      SUCCEEDED, 1, did not answer within 30 s",
        "CHECK, COMPLETES_LATE,            FAILED,    HUNG,      SUCCEEDED, 1, did not answer within 30 s",
        "CHECK, CALLS_STOP,                FAILED,    FAILED,    SUCCEEDED, 1, use requestStop",
        "CHECK, REQUESTS_A_STOP,           CANCELLED, CANCELLED, SUCCEEDED, 1, ",
        "CHECK, CALLS_START,               FAILED,    FAILED,    SUCCEEDED, 1, start is refused",
        "CHECK, ADDS_A_COMPONENT,          FAILED,    FAILED,    SUCCEEDED, 1, 'one-more' cannot be added",
        "CHECK, READS_THE_VIEW,            SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "CHECK, STARTS_A_THREAD_THAT_DIES, SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "DRAIN, THROWS,                    SUCCEEDED, SUCCEEDED, FAILED,    1, it threw",
        "DRAIN, THROWS_AN_ERROR,           SUCCEEDED, SUCCEEDED, FAILED,    1, StackOverflowError",
        "DRAIN, RETURNS_NULL,              SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "DRAIN, HANGS,                     SUCCEEDED, SUCCEEDED, FAILED,    1, did not drain within 14 s",
        "DRAIN, COMPLETES_LATE,            SUCCEEDED, SUCCEEDED, FAILED,    1, did not drain within 14 s",
        "DRAIN, CALLS_STOP,                SUCCEEDED, SUCCEEDED, FAILED,    1, use requestStop",
        "DRAIN, REQUESTS_A_STOP,           SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "DRAIN, CALLS_START,               SUCCEEDED, SUCCEEDED, FAILED,    1, start is refused",
        "DRAIN, ADDS_A_COMPONENT,          SUCCEEDED, SUCCEEDED, FAILED,    1, 'one-more' cannot be added",
        "DRAIN, READS_THE_VIEW,            SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "DRAIN, STARTS_A_THREAD_THAT_DIES, SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "STOP,  THROWS,                    SUCCEEDED, SUCCEEDED, FAILED,    1, it threw",
        "STOP,  THROWS_AN_ERROR,           SUCCEEDED, SUCCEEDED, FAILED,    1, StackOverflowError",
        "STOP,  RETURNS_NULL,              SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "STOP,  HANGS,                     SUCCEEDED, SUCCEEDED, HUNG,      1, did not stop within 28 s",
        "STOP,  COMPLETES_LATE,            SUCCEEDED, SUCCEEDED, HUNG,      1, did not stop within 28 s",
        "STOP,  CALLS_STOP,                SUCCEEDED, SUCCEEDED, FAILED,    1, use requestStop",
        "STOP,  REQUESTS_A_STOP,           SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "STOP,  CALLS_START,               SUCCEEDED, SUCCEEDED, FAILED,    1, start is refused",
        "STOP,  ADDS_A_COMPONENT,          SUCCEEDED, SUCCEEDED, FAILED,    1, 'one-more' cannot be added",
        "STOP,  READS_THE_VIEW,            SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, ",
        "STOP,  STARTS_A_THREAD_THAT_DIES, SUCCEEDED, SUCCEEDED, SUCCEEDED, 1, "
    })
    void hasItsOutcome(
            Step step, Misbehaviour what, Outcome service, Outcome start, String stop, int stops, String said)
            throws InterruptedException {
        var stopped = new Semaphore(0);
        var orders = LifecycleManager.named("orders");
        orders.add(component("db", () -> "value")
                .check(value -> context -> HealthResult.up())
                .drain(value -> {})
                .stop(value -> {}));
        try (var test = TestLifecycle.of(orders)) {
            test.wrap("db", step, code -> what.run(test, code));
            test.wrap("db", Step.STOP, code -> {
                stopped.release();
                return code.call();
            });

            StartupReport report = test.start();
            var end = test.stop();
            // a value that comes after the end is stopped after the end
            stopped.acquire(stops);

            assertThat(report.outcome()).isEqualTo(service);
            assertThat(report.components().get(0).outcome()).isEqualTo(start);
            assertThat(test.view().state())
                    .isEqualTo(service == Outcome.FAILED ? LifecycleState.FAILED : LifecycleState.STOPPED);
            assertThat(Collections.frequency(test.calls(), "STOP db")).isEqualTo(stops);
            assertThat(end.components().stream()
                            .map(each -> each.outcome().name())
                            .findFirst()
                            .orElse(UNUSED))
                    .isEqualTo(stop);
            if (said != null) {
                String all = report.errors() + " "
                        + end.components().stream()
                                .flatMap(each -> each.failure().stream())
                                .map(Finding::message)
                                .toList();
                assertThat(all).contains(said);
            }
        }
    }
}
