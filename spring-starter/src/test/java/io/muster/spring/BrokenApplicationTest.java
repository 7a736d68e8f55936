package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.StartupFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BrokenApplicationTest {
    private static final String[] OPTIONS = {"--muster.probes.port=0", "--spring.application.name=orders"};

    @Test
    void failsTheRunWithTheReportInsteadOfAStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> BrokenApplication.main(OPTIONS))
                .cause()
                .isInstanceOfSatisfying(
                        ServiceStartException.class,
                        failure -> assertThat(failure.getExitCode()).isEqualTo(78))
                .hasCauseInstanceOf(StartupFailedException.class);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "'orders' did not start")
                .contains("ENV-001", "DATABASE_URL", "fix: set DATABASE_URL to postgresql://host:5432/name")
                .doesNotContain("\tat io.muster");
    }

    @Test
    void endsTheProcessWithTheExitCodeOfTheReport() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokenApplication.class.getName(),
                        OPTIONS[0],
                        OPTIONS[1])
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isEqualTo(78);
            assertThat(output).contains("ENV-001");
        } finally {
            process.destroyForcibly();
        }
    }
}
