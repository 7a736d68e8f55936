package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthResultTest {
    private final Map<String, String> details = new HashMap<>(Map.of("host", "db"));

    @Test
    void itsDetailsAreCopied() {
        HealthResult result = with(details);
        details.put("late", "too late");
        assertThat(result.details()).containsExactly(Map.entry("host", "db"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a careless check does
    void aDetailIsNoNull() {
        details.put("pool", null);
        assertThatNullPointerException().isThrownBy(() -> with(details)).withMessage("detail 'pool'");
        assertThatNullPointerException()
                .isThrownBy(() -> HealthResult.up().with(null, "x"))
                .withMessage("name of a detail");
        assertThat(HealthResult.up().with("pool", null).details()).containsEntry("pool", "null");
    }

    @Test
    void whatCannotSayWhatItIsIsABug() {
        var thrown = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no words");
            }
        };
        HealthResult result = HealthResult.down(thrown, new Redactor());
        assertThat(result.failure()).contains(Failure.BUG);
        assertThat(result.reason()).isEqualTo(thrown.getClass().getName());
    }

    private static HealthResult with(Map<String, String> details) {
        return new HealthResult(HealthStatus.UP, "", details, Optional.empty());
    }
}
