package io.muster.lifecycle;

import static io.muster.lifecycle.Component.task;
import static io.muster.lifecycle.EngineParts.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reports make of what happened. */
@Timeout(30)
class ReportsTest {
    @ParameterizedTest
    @CsvSource({
        "BUG, CONFIGURATION, 70",
        "CONFIGURATION, PERMISSION, 78",
        "PERMISSION, CREDENTIALS, 78",
        "UNAVAILABLE, PERMISSION, 77",
        "OVERLOADED, UNAVAILABLE, 69",
        "TIMEOUT, OVERLOADED, 69",
        "OVERLOADED, OVERLOADED, 75"
    })
    void theGravestFailureDecidesTheExitCode(Failure one, Failure other, int exitCode) {
        var rig = EngineRig.started(part("a"), part("b"));

        rig.fail("a", one).fail("b", other);

        assertThat(rig.startup().exitCode()).isEqualTo(exitCode);
    }

    @Test
    void optionalFailuresDoNotDecideIt() {
        var rig = EngineRig.started(part("chroma").optional(), part("db"));

        rig.fail("chroma", Failure.BUG).fail("db", Failure.OVERLOADED);

        assertThat(rig.startup().exitCode()).isEqualTo(75);
    }

    @Test
    void offsetsAndDurationsAreThoseOfEachComponent() {
        var rig = EngineRig.started(part("db"), part("orders").dependsOn("db"));
        rig.advance(Duration.ofSeconds(2))
                .succeed("db")
                .advance(Duration.ofSeconds(3))
                .succeed("orders");

        assertThat(rig.startup("orders").offset()).isEqualTo(Duration.ofSeconds(2));
        assertThat(rig.startup("orders").duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rig.startup("orders").waitedFor()).containsExactly("db");
        assertThat(rig.startup().duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aStopTakesItsOwnTimeAndTheWholeCountsFromTheRequest() {
        var rig = EngineRig.started(part("db"));
        rig.succeed("db").advance(Duration.ofMinutes(5)).stop("SIGTERM").quiet();
        rig.advance(Duration.ofSeconds(3)).succeed("db");

        assertThat(rig.shutdown("db").duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rig.shutdown().duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theFirstFailureIsTheCauseAndLaterOnesAreSuppressed() {
        var failed = new CountDownLatch(1);
        var app = LifecycleManager.named("orders");
        app.listener(new LifecycleListener() {
            @Override
            public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
                failed.countDown();
            }
        });
        app.add(task("second", context -> {
            failed.await();
            throw new IllegalStateException("second");
        }));
        app.add(task("first", context -> {
            throw new IllegalStateException("first");
        }));

        var thrown = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(thrown).hasRootCauseMessage("first");
        assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("second");
    }
}
