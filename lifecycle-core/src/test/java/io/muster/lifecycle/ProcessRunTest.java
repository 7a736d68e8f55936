package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes and real signals. */
@Timeout(60)
class ProcessRunTest {
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalStopsInReverseAndExitsWithZero(String signal) throws Exception {
        try (var jvm = ForkedJvm.run("serve").awaitLine("RUNNING").signal(signal)) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.lines())
                    .containsSubsequence(
                            "RUNNING ", "DRAINING SIG" + signal, "STOPPING SIG" + signal, "STOPPED SIG" + signal)
                    .containsSubsequence("http stopped", "database stopped", "STOPPED SIG" + signal);
        }
    }

    @Test
    void aSignalDuringABlockedStartRollsBackAndDoesNotWait() throws Exception {
        try (var jvm = ForkedJvm.run("blocked-start").awaitLine("migrating").signal("TERM")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.lines()).containsSubsequence("database stopped", "STOPPED SIGTERM");
        }
    }

    @Test
    void aHungStopIsAbandonedAndTheExitIsStillZero() throws Exception {
        try (var jvm = ForkedJvm.run("hung-stop").awaitLine("RUNNING").signal("TERM")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.lines()).containsSubsequence("database stopped", "STOPPED SIGTERM");
        }
    }

    @Test
    void theSecondSignalEndsAtOnceAndNamesWhatStillRan() throws Exception {
        try (var jvm = ForkedJvm.run("hung-stops")
                .awaitLine("RUNNING")
                .signal("TERM")
                .awaitLine("consumer hangs")
                .signal("TERM")) {
            assertThat(jvm.exitCode()).isEqualTo(143);
            assertThat(jvm.lines())
                    .anyMatch(line -> line.contains("second SIGTERM, ends at once")
                            && line.contains("http")
                            && line.contains("consumer"));
            assertThat(jvm.lines()).doesNotContain("database stopped");
        }
    }

    @Test
    void theWatchdogHaltsWhenAForeignShutdownHookHangs() throws Exception {
        try (var jvm = ForkedJvm.run("hung-hook").awaitLine("RUNNING").signal("TERM")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.lines()).contains("database stopped");
        }
    }

    @Test
    void systemExitFromAComponentsStartRollsBack() throws Exception {
        try (var jvm = ForkedJvm.run("exit-from-elsewhere")) {
            assertThat(jvm.exitCode()).isEqualTo(3);
            assertThat(jvm.lines()).contains("STOPPING the JVM shuts down", "database stopped");
        }
    }

    @Test
    void systemExitWhileRunningStopsFirst() throws Exception {
        try (var jvm = ForkedJvm.run("exit-while-running")) {
            assertThat(jvm.exitCode()).isEqualTo(4);
            assertThat(jvm.lines()).containsSubsequence("http stopped", "database stopped");
        }
    }

    @Test
    void aFailedStartIsReportedAndExitsWithItsCode() throws Exception {
        try (var jvm = ForkedJvm.run("wrong-password")) {
            assertThat(jvm.exitCode()).isEqualTo(78);
            assertThat(jvm.lines())
                    .as("no logging is bound here, so the report goes to standard error")
                    .anyMatch(line -> line.contains("START FAILED"))
                    .anyMatch(line -> line.contains("openai") && line.contains("the key was rejected"))
                    .contains("database stopped");
        }
    }

    @Test
    void withoutSignalsTheShutdownHookStopsTheService() throws Exception {
        try (var jvm = ForkedJvm.run("exit-while-running", "-Xrs")) {
            assertThat(jvm.exitCode()).isEqualTo(4);
            assertThat(jvm.lines()).containsSubsequence("http stopped", "database stopped");
        }
    }

    @Test
    void withoutSignalsTheOperatingSystemEndsItAndNothingStops() throws Exception {
        try (var jvm = ForkedJvm.run("serve", "-Xrs").awaitLine("RUNNING").signal("TERM")) {
            assertThat(jvm.exitCode()).isEqualTo(143);
            assertThat(jvm.lines()).noneMatch(line -> line.contains("stopped"));
        }
    }

    @Test
    void aListenerThatHangsKeepsTheWatchdogFromNothing() throws Exception {
        try (var jvm = ForkedJvm.run("deaf-listener").awaitLine("serves").signal("TERM")) {
            assertThat(jvm.exitCode())
                    .as("in spite of a shutdown hook that hangs")
                    .isZero();
            assertThat(jvm.lines()).contains("database stopped");
        }
    }

    @Test
    void anImpossibleGraphIsReportedAndExitsWithConfiguration(@TempDir Path folder) throws Exception {
        Path message = Files.createFile(folder.resolve("termination-log"));
        try (var jvm = ForkedJvm.run(List.of(), List.of("impossible", message.toString()))) {
            assertThat(jvm.exitCode()).isEqualTo(78);
            assertThat(jvm.lines())
                    .anyMatch(line -> line.contains("START FAILED"))
                    .anyMatch(line -> line.contains("waits for 'databse'"))
                    .noneMatch(line -> line.contains("Exception in thread"));
        }
        assertThat(message)
                .content()
                .startsWith("START FAILED exit=78 service=program")
                .contains("'databse'");
    }

    @Test
    void anEngineThatBreaksStillExitsAndSaysThatItIsABug() throws Exception {
        try (var jvm = ForkedJvm.run("broken-engine")) {
            assertThat(jvm.exitCode()).isEqualTo(70);
        }
    }

    @Test
    void whereNoThreadIsToBeHadWhatNeedsOneHasFailedAndTheProcessEnds() throws Exception {
        var small = List.of("sh", "-c", "ulimit -v 6000000 && exec \"$@\"", "sh");
        try (var jvm = ForkedJvm.run(
                small,
                List.of("no-threads"),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=48m",
                "-Xss64m",
                "-XX:CompressedClassSpaceSize=64m")) {
            assertThat(jvm.exitCode())
                    .as("it hangs; from Java 24 on its code may meet the lack of threads itself")
                    .isIn(69, 70);
            assertThat(jvm.lines()).contains("took all threads");
        }
    }

    @Test
    void aStartThatHoldsTheOnlyProcessorIsInterruptedAllTheSame() throws Exception {
        try (var jvm = ForkedJvm.run("spinning", "-XX:ActiveProcessorCount=1")
                .awaitLine("spins")
                .signal("TERM")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.lines()).contains("was interrupted", "database stopped");
        }
    }

    @Test
    void aStartThatKeepsTheOnlyProcessorHoldsUpNoOtherOneAndNoStop() throws Exception {
        try (var jvm = ForkedJvm.run("deaf-spinning", "-XX:ActiveProcessorCount=1")
                .awaitLine("RUNNING ")
                .signal("TERM")) {
            assertThat(jvm.exitCode()).isZero();
            assertThat(jvm.lines()).contains("http stopped", "database stopped");
        }
    }

    @Test
    void aFailedStartKeepsItsExitCodeWhateverHangsOnTheWayDown() throws Exception {
        try (var jvm = ForkedJvm.run("failed-and-hung")) {
            assertThat(jvm.exitCode()).isEqualTo(Failure.CREDENTIALS.exitCode());
        }
    }

    @Test
    void nothingIsStartedNorReportedWhenTheJvmGoesDownAlready() throws Exception {
        try (var jvm = ForkedJvm.run("too-late")) {
            assertThat(jvm.exitCode()).isEqualTo(5);
            assertThat(jvm.lines()).contains("goes down").noneMatch(line -> line.contains("FAILED"));
        }
    }

    @Test
    void anUncaughtFailureOfTheStartPrintsNoSecret() throws Exception {
        try (var jvm = ForkedJvm.run("leaky-password")) {
            assertThat(jvm.exitCode()).isEqualTo(1);
            assertThat(jvm.lines())
                    .anyMatch(line -> line.contains("StartupFailedException"))
                    .anyMatch(line -> line.contains("IllegalArgumentException: login as app/*** failed"))
                    .noneMatch(line -> line.contains("hunter2"));
        }
    }
}
