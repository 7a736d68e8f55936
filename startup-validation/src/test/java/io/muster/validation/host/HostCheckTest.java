package io.muster.validation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class HostCheckTest {
    private static final long GB = 1_000_000_000;
    private static final Asked STARTING = Asked.starting(Duration.ofSeconds(60));
    private static final Asked RUNNING = Asked.running(Duration.ofSeconds(60));

    @TempDir
    Path directory;

    private static HostCheck sized(Machine machine) {
        return HostCheck.of(machine)
                .cpus(2, 4)
                .memory(4 * GB, 8 * GB)
                .openFiles(1_024, 4_096)
                .java(17, 21);
    }

    private static List<Finding> errors(HostCheck check) {
        var thrown = catchThrowableOfType(FailureException.class, () -> check.check(STARTING));
        assertThat(thrown).as("a failure is expected").isNotNull();
        return thrown.findings();
    }

    /** The code of the only thing that is wrong, and its kind. */
    private static void refused(HostCheck check, String code, Failure failure, int exitCode, String words) {
        assertThat(errors(check)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.failure()).contains(failure);
            assertThat(finding.message()).contains(words);
            assertThat(finding.fix()).isNotBlank();
        });
        assertThat(failure.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void isUpOnAMachineAsRecommended() {
        HealthResult result = sized(FakeMachine.RECOMMENDED).check(STARTING);

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details())
                .containsEntry("cpus", "4")
                .containsEntry("memory", "8.00 GB")
                .containsEntry("max_heap", "6.00 GB")
                .containsEntry("open_files", "100 of 1048576")
                .containsEntry("java", "25");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, 6, 9999, 25, HOST-101, 'is 1, and the minimum is 2'",
        "2, 3, 2, 9999, 25, HOST-102, 'is 3.00 GB, and the minimum is 4.00 GB'",
        "2, 8, 6, 1023, 25, HOST-130, 'is 1023, and the minimum is 1024'",
        "2, 8, 6, 9999, 11, HOST-140, 'is version 11, and the minimum is version 17'",
    })
    void failsBelowAMinimum(int cpus, int memory, int heap, int files, int java, String code, String words) {
        var machine = FakeMachine.RECOMMENDED
                .cpus(cpus)
                .memory(memory * GB, heap * GB)
                .files(files, 1)
                .java(java);

        refused(sized(machine), code, Failure.CONFIGURATION, 78, words);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 8, 6, 9999, 25, HOST-101, 'number of CPUs' is 2\\, and 4 is recommended",
        "4, 4, 3, 9999, 25, HOST-102, 'memory' is 4.00 GB\\, and 8.00 GB is recommended",
        "4, 8, 7, 9999, 25, HOST-103, 'heap' may grow to 7.00 GB of 8.00 GB",
        "4, 8, 6, 1024, 25, HOST-130, 'limit of open files' is 1024",
        "4, 8, 6, 9999, 17, HOST-140, 'Java' is version 17\\, and version 21 is recommended",
    })
    void warnsBelowWhatIsRecommended(int cpus, int memory, int heap, int files, int java, String code, String words) {
        var machine = FakeMachine.RECOMMENDED
                .cpus(cpus)
                .memory(memory * GB, heap * GB)
                .files(files, 1)
                .java(java);

        HealthResult result = sized(machine).check(STARTING);

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.reason()).startsWith(words.replace("\\", ""));
        assertThat(result.details()).containsEntry("code", code);
    }

    @Test
    void tellsEverythingAtOnce() {
        var small = new FakeMachine(1, GB, GB / 2, 256, 1, 11, "");

        assertThat(errors(sized(small)))
                .extracting(Finding::code)
                .containsExactly("HOST-101", "HOST-102", "HOST-130", "HOST-140");
    }

    @Test
    void looksWhileRunningOnlyAtWhatChanges() {
        var small = new FakeMachine(1, GB, GB, 256, 240, 11, "");

        HealthResult result = sized(small).binary("no-such-program").freePort(1).check(RUNNING);

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.reason()).startsWith("'open files' are 240 of 256");
    }

    @Test
    void saysNothingOfOpenFilesWhereNobodyCanTell() {
        assertThat(sized(FakeMachine.RECOMMENDED.files(-1, -1)).check(STARTING).status())
                .isEqualTo(HealthStatus.UP);
    }

    @Test
    void writesToTheDiskAndLeavesNothingThere() throws IOException {
        HealthResult result = HostCheck.thisMachine().disk(directory, 1, 1).check(STARTING);

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsKey("free " + directory);
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void knowsTooLittleSpace() {
        long more = Long.MAX_VALUE;

        refused(
                HostCheck.thisMachine().disk(directory, more, more),
                "HOST-110",
                Failure.CONFIGURATION,
                78,
                "and the minimum is 9.22 EB");
        HealthResult running =
                HostCheck.thisMachine().disk(directory, more, more).check(RUNNING);
        assertThat(running.failure()).contains(Failure.CONFIGURATION);
        assertThat(running.details()).containsEntry("code", "HOST-110");
        HealthResult little = HostCheck.thisMachine().disk(directory, 1, more).check(RUNNING);
        assertThat(little.status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void knowsADiskThatCannotBeWrittenTo() {
        // read-only for everybody, root included
        assertThat(errors(HostCheck.thisMachine().disk(Path.of("/proc/self"), 1, 1)))
                .extracting(Finding::message)
                .satisfiesExactly(
                        space -> assertThat(space).startsWith("is 0 B"),
                        writing -> assertThat(writing).startsWith("cannot be written to"));
        refused(
                HostCheck.thisMachine().disk(directory.resolve("none"), 1, 1),
                "HOST-111",
                Failure.CONFIGURATION,
                78,
                "is no directory");
    }

    @Test
    void findsAPortInUseUntilItIsFreeOnce() throws IOException {
        int port;
        HostCheck check;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
            check = HostCheck.thisMachine().freePort(port);

            refused(check, "HOST-120", Failure.UNAVAILABLE, 69, "is in use");
            assertThat(Failure.UNAVAILABLE.retryable())
                    .as("the last instance may be about to leave")
                    .isTrue();
        }
        assertThat(check.check(STARTING).status()).isEqualTo(HealthStatus.UP);

        try (var ours = new ServerSocket(port)) {
            assertThat(check.check(STARTING).status())
                    .as("the service itself has port " + ours.getLocalPort())
                    .isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void missesFilesAndDirectories() throws IOException {
        Path file = Files.createFile(directory.resolve("fullchain.pem"));
        var fine = HostCheck.thisMachine().file(file).directory(directory);
        assertThat(fine.check(STARTING).status()).isEqualTo(HealthStatus.UP);

        refused(HostCheck.thisMachine().file(directory), "HOST-150", Failure.CONFIGURATION, 78, "is no file");
        refused(HostCheck.thisMachine().directory(file), "HOST-150", Failure.CONFIGURATION, 78, "is no directory");
        Files.delete(file);
        refused(fine, "HOST-150", Failure.CONFIGURATION, 78, "does not exist");
        assertThat(fine.check(RUNNING).failure()).contains(Failure.CONFIGURATION);
    }

    @Test
    void missesPrograms() throws IOException {
        Path program = Files.createFile(directory.resolve("pg_dump"));
        var machine = FakeMachine.RECOMMENDED.path("/nowhere" + File.pathSeparator + directory + File.pathSeparator);
        var check = HostCheck.of(machine).binary("pg_dump");

        refused(check, "HOST-153", Failure.PERMISSION, 77, "may not be executed");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(check.check(STARTING).status()).isEqualTo(HealthStatus.UP);
        refused(
                HostCheck.of(machine).binary("pg_restore"),
                "HOST-152",
                Failure.CONFIGURATION,
                78,
                "is not on the PATH");
    }

    @Test
    void seesTheMachineAsTheJvmDoes() {
        var machine = new ThisMachine();

        assertThat(machine.cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(machine.memory()).isGreaterThan(machine.maxHeap());
        assertThat(machine.maxOpenFiles()).isGreaterThan(machine.openFiles());
        assertThat(machine.javaFeature()).isGreaterThanOrEqualTo(17);
        assertThat(machine.path()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        var check = HostCheck.thisMachine();

        assertThatThrownBy(() -> check.cpus(0, 1)).hasMessageStartingWith("'cpus' has a minimum of 0");
        assertThatThrownBy(() -> check.memory(2, 1)).hasMessageStartingWith("'memory' has a minimum of 2");
        assertThatThrownBy(() -> check.freePort(65_536)).hasMessageStartingWith("'port' is 65536");
        assertThatThrownBy(() -> check.binary("/bin/sh")).hasMessageStartingWith("'binary' is '/bin/sh'");
    }

    @ParameterizedTest
    @CsvSource({"999, 999 B", "1000, 1.00 kB", "12345, 12.3 kB", "4294967296, 4.29 GB", "123456789012, 123 GB"})
    void saysBytesAsPeopleDo(long bytes, String expected) {
        assertThat(Bytes.shown(bytes)).isEqualTo(expected);
    }
}
