package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A line for each component, with what went wrong and where it hangs. */
class ShutdownReportTest {
    private static final ComponentStop STOPPED =
            new ComponentStop("cache", Outcome.SUCCEEDED, Duration.ofMillis(12), Optional.empty(), Optional.empty());
    private static final ComponentStop HUNG = new ComponentStop(
            "database",
            Outcome.HUNG,
            Duration.ofSeconds(5),
            Optional.of(Finding.error(Failure.TIMEOUT, "database", "did not stop within 5 s")),
            Optional.of("\"orders-database\" WAITING\n    at x.Y.close(Y.java:1)"));

    private static ShutdownReport of(ComponentStop... components) {
        return new ShutdownReport("orders", "SIGTERM", Duration.ofMillis(5_030), List.of(components));
    }

    @Test
    void saysWhatHungAndWhere() {
        assertThat(of(STOPPED, HUNG).toText().lines())
                .containsExactly(
                        "STOPPED  orders   5.03 s   reason: SIGTERM",
                        "  cache                    SUCCEEDED      12 ms",
                        "  database                 HUNG             5 s  did not stop within 5 s",
                        "\"orders-database\" WAITING",
                        "    at x.Y.close(Y.java:1)");
    }

    @Test
    void isCleanWhenAllStoppedByThemselves() {
        assertThat(of(STOPPED).clean()).isTrue();
        assertThat(of(STOPPED, HUNG).clean()).isFalse();
    }
}
