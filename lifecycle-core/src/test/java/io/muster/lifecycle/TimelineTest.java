package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bar for each component that was tried, from its beginning to its end, a hundred columns wide. */
class TimelineTest {
    private static final int FIRST_COLUMN = 23;
    private static final int BAR_COLUMNS = 66;

    private static ComponentStart start(String name, int attempts, int offset, int millis) {
        return new ComponentStart(
                name,
                Phase.CONNECT,
                true,
                attempts == 0 ? Outcome.NOT_RUN : Outcome.SUCCEEDED,
                List.of(),
                attempts,
                Duration.ofMillis(offset),
                Duration.ofMillis(millis),
                Duration.ZERO,
                List.of(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static List<String> lines(ComponentStart... components) {
        var report = new StartupReport(
                "orders",
                Outcome.SUCCEEDED,
                "",
                0,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                List.of(components),
                List.of(),
                List.of(),
                List.of("database", "web"));
        return report.timeline().lines().toList();
    }

    @Test
    void drawsWhatWasOnTheCriticalPathHeavier() {
        List<String> lines = lines(
                start("database", 1, 0, 650),
                start("cache", 1, 0, 65),
                start("web", 1, 650, 0),
                start("never", 0, 0, 0));

        assertThat(lines)
                .containsExactly(
                        " database             |" + "=".repeat(66) + "|   650 ms",
                        " cache                |" + "-".repeat(7) + " ".repeat(59) + "|    65 ms",
                        " web                  |" + " ".repeat(65) + "=" + "|     0 ms");
    }

    @Test
    void staysWithinItsColumnsAndShortensNamesThatDoNotFit() {
        List<String> lines = lines(
                start("x".repeat(20), 1, 100, 200),
                start("y".repeat(21), 2, 300, 100_000),
                start("web", 1, 100_300, 1));

        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(lines.get(0)).startsWith(" " + "x".repeat(20) + " |");
        assertThat(lines.get(1)).startsWith(" " + "y".repeat(19) + "~ |-");
        assertThat(lines.get(2).charAt(FIRST_COLUMN + BAR_COLUMNS - 1)).isEqualTo('=');
    }

    @Test
    void aStartThatTookNoTimeIsABarOfOne() {
        assertThat(lines(start("web", 1, 0, 0)))
                .containsExactly(" web                  |=" + " ".repeat(65) + "|     0 ms");
    }
}
