package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start may take three times as long as it took, and is asked often enough to be noticed when it is over. */
class StartupProbeTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,     1, 3",
        "PT0.5S,   1, 3",
        "PT0.7S,   1, 3",
        "PT1S,     1, 4",
        "PT10S,    1, 31",
        "PT1M,     1, 181",
        "PT1M0.1S, 5, 37",
        "PT1M3S,   5, 38",
        "PT10M,    5, 361"
    })
    void allowsThreeTimesTheMeasuredStart(Duration start, int period, int failures) {
        assertThat(StartupProbe.after(start)).isEqualTo(new StartupProbe(period, failures));
        assertThat((long) period * failures).isGreaterThanOrEqualTo(3 * start.toSeconds());
    }
}
