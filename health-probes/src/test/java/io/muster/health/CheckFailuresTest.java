package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CheckFailuresTest {
    private final CheckFailures failures = new CheckFailures();

    @Test
    void whatACheckKnowsStands() {
        var known = new FailureException(Failure.CREDENTIALS, "password refused", new IOException("closed"));
        assertThat(failures.of(new IllegalStateException("pool", known)))
                .isEqualTo(HealthResult.down(Failure.CREDENTIALS, "IllegalStateException: pool (IOException: closed)"));
        assertThat(failures.of(new FailureException(Failure.OVERLOADED, "busy")))
                .isEqualTo(HealthResult.down(Failure.OVERLOADED, "busy"));
    }

    @Test
    void theJdksOwnExceptionsHaveAKind() {
        assertThat(kind(new SocketTimeoutException("read"))).isEqualTo(Failure.TIMEOUT);
        assertThat(kind(new TimeoutException())).isEqualTo(Failure.TIMEOUT);
        assertThat(kind(new SecurityException("no"))).isEqualTo(Failure.PERMISSION);
        assertThat(kind(new IOException("reset"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(kind(new IllegalStateException("odd"))).isEqualTo(Failure.BUG);
        assertThat(kind(new IllegalStateException(new IOException("reset")))).isEqualTo(Failure.UNAVAILABLE);
    }

    private Failure kind(Throwable thrown) {
        return failures.of(thrown).failure().orElseThrow();
    }
}
