package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.time.Duration;

/** One row of a check's table: a kind of failure, its code, whether it is tried again, its exit code and its words. */
record Row(Failure failure, String code, boolean retried, int exitCode, String words) {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** How the check must answer while the service runs. */
    void whileRunning(HealthCheck check) throws Exception {
        HealthResult result = check.check(Asked.running(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.failure()).as(result.reason()).contains(failure);
        assertThat(result.reason()).contains(words);
        assertThat(result.details()).containsEntry("code", code);
        exits();
    }

    /** How it must answer during the start. */
    Finding duringStart(HealthCheck check) {
        var thrown = catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(LONG)));

        assertThat(thrown).as("a failure is expected").isNotNull();
        assertThat(thrown.failure()).as(thrown.findings().toString()).isEqualTo(failure);
        Finding first = thrown.findings().get(0);
        assertThat(first.code()).isEqualTo(code);
        assertThat(first.message()).contains(words);
        assertThat(first.fix()).isNotBlank();
        exits();
        return first;
    }

    private void exits() {
        assertThat(failure.retryable()).isEqualTo(retried);
        assertThat(failure.exitCode()).isEqualTo(exitCode);
    }
}
