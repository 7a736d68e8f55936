package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
}
