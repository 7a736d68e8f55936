package io.muster.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class IndicatorCheckTest {
    private static final CheckContext CONTEXT = new CheckContext() {
        @Override
        public Duration remaining() {
            return Duration.ofSeconds(3);
        }

        @Override
        public boolean starting() {
            return false;
        }
    };

    @ParameterizedTest
    @CsvSource({
        "UP, UP, ''",
        "DOWN, DOWN, its status is DOWN",
        "OUT_OF_SERVICE, DOWN, its status is OUT_OF_SERVICE",
        "UNKNOWN, DEGRADED, its status is UNKNOWN",
        "WARNING, DEGRADED, its status is WARNING"
    })
    void judgesAsBootAnswers(String code, HealthStatus status, String reason) {
        HealthResult result = ask(() -> Health.status(code).build(), HttpCodeStatusMapper.getDefault());
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.failure().isPresent()).isEqualTo(status == HealthStatus.DOWN);
    }

    @Test
    void judgesByTheApplicationsOwnCodes() {
        var codes = HttpCodeStatusMapper.of(Map.of("FATAL", 500));
        assertThat(ask(() -> Health.status("FATAL").build(), codes).status()).isEqualTo(HealthStatus.DOWN);
        assertThat(ask(() -> Health.down().build(), codes).status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void takesTheErrorForTheReason() {
        HealthResult result = ask(
                () -> Health.down(new java.net.ConnectException("Connection refused"))
                        .build(),
                HttpCodeStatusMapper.getDefault());
        assertThat(result.reason()).isEqualTo("java.net.ConnectException: Connection refused");
        assertThat(result.failure()).hasValue(Failure.UNAVAILABLE);
        assertThat(result.details()).isEmpty();
    }

    @Test
    void takesTheDescriptionOfAStatusForTheReason() {
        HealthResult result = ask(
                () -> Health.status(new Status("DOWN", "maintenance until noon"))
                        .build(),
                HttpCodeStatusMapper.getDefault());
        assertThat(result.reason()).isEqualTo("maintenance until noon");
    }

    @Test
    void keepsDetailsAndNamesPartsByDots() {
        HealthResult result = ask(
                () -> Health.up()
                        .withDetail("database", "PostgreSQL")
                        .withDetail("pool", Map.of("active", 3))
                        .withDetail("hosts", List.of("a", "b"))
                        .build(),
                HttpCodeStatusMapper.getDefault());
        assertThat(result.details())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("database", "PostgreSQL", "pool.active", "3", "hosts", "[a, b]"));
    }

    @Test
    void saysWhatItSaidLastUntilItSaysMore() {
        var answers = new ArrayDeque<HealthIndicator>();
        var check = new AtomicReference<IndicatorCheck>();
        answers.add(() -> Health.up().withDetail("run", 1).build());
        answers.add(() -> {
            assertThat(check.get().said()).isNotNull();
            throw new IllegalStateException("gone");
        });
        check.set(new IndicatorCheck(() -> answers.remove().health(), HttpCodeStatusMapper.getDefault()));
        assertThat(check.get().said()).isNull();
        check.get().check(CONTEXT);
        assertThat(check.get().said()).isNotNull();
        assertThatIllegalStateException().isThrownBy(() -> check.get().check(CONTEXT));
        assertThat(check.get().said()).isNull();
    }

    @Test
    void leavesOutWhatSaysNothing() {
        assertThat(ask(() -> null, HttpCodeStatusMapper.getDefault()).status()).isEqualTo(HealthStatus.UP);
    }

    private static HealthResult ask(HealthIndicator indicator, HttpCodeStatusMapper codes) {
        return new IndicatorCheck(indicator, codes).check(CONTEXT);
    }
}
