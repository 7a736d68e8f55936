package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations and failures are said the way people read them. */
class TextTest {
    private static final Finding REFUSED = Finding.error(Failure.UNAVAILABLE, "database", "refuses connections");
    private static final Finding MISSING = Finding.error(Failure.CONFIGURATION, "DB_URL", "is missing");

    @ParameterizedTest
    @CsvSource({
        "0,      0 ms",
        "999,    999 ms",
        "-5,     -5 ms",
        "1000,   1 s",
        "-1000,  -1 s",
        "1250,   1.25 s",
        "59999,  60.00 s",
        "60000,  1 min",
        "-60000, -1 min",
        "61000,  61 s",
        "90500,  90.50 s",
        "120000, 2 min"
    })
    void aDurationHasTheUnitThatFits(long millis, String text) {
        assertThat(Text.of(Duration.ofMillis(millis))).isEqualTo(text);
        assertThat(Text.ofNanos(millis * 1_000_000)).isEqualTo(text);
    }

    @Test
    void aFailureNamesItsSubjectUnlessThatIsTheComponent() {
        assertThat(Text.of("database", Outcome.FAILED, List.of(REFUSED))).isEqualTo("refuses connections");
        assertThat(Text.of("environment", Outcome.FAILED, List.of(MISSING))).isEqualTo("DB_URL is missing");
    }

    @Test
    void oneOfSeveralFailuresIsSaidAndTheOthersAreCounted() {
        assertThat(Text.of("x", Outcome.FAILED, List.of(MISSING, REFUSED, REFUSED)))
                .isEqualTo("DB_URL is missing (and 2 more)");
    }

    @Test
    void withoutAFailureTheOutcomeSaysIt() {
        assertThat(Text.of("x", Outcome.NOT_RUN, List.of())).isEqualTo("NOT_RUN");
    }
}
