package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors first, cut between findings, never inside a character, never beyond the limit. */
class TerminationMessageTest {
    private static StartupReport report(List<Finding> findings) {
        return new StartupReport(
                "orders",
                Outcome.FAILED,
                "'environment' failed to start",
                78,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                List.of(),
                findings,
                List.of(),
                List.of());
    }

    private static List<Finding> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Finding.error(Failure.CONFIGURATION, "VARIABLE_" + i, "is missing")
                        .code("ENV-001"))
                .toList();
    }

    @Test
    void saysEverythingThatFits() {
        var findings = List.of(
                Finding.warning("SENTRY_DSN", "is not set"),
                Finding.error(Failure.CONFIGURATION, "SECRET_KEY", "is a placeholder")
                        .code("ENV-010")
                        .fix("openssl rand -hex 32"));

        assertThat(TerminationMessage.render(report(findings), 1_000)).isEqualTo("""
                        START FAILED exit=78 service=orders errors=1 warnings=1
                        ENV-010 SECRET_KEY is a placeholder (openssl rand -hex 32)""");
    }

    @Test
    void cutsBetweenFindingsAndCountsTheRest() {
        String message = TerminationMessage.render(report(many(100)), 300);

        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(300);
        assertThat(message.lines().skip(1))
                .allMatch(line -> line.matches("ENV-001 VARIABLE_\\d+ is missing|\\+\\d+ more, see the log"));
        long shown = message.lines().filter(line -> line.startsWith("ENV")).count();
        assertThat(message).endsWith("+" + (100 - shown) + " more, see the log");
    }

    /** The head has 55 bytes, each finding 30, and how many are left 21. */
    @ParameterizedTest
    @CsvSource({
        "145, 3, 0",
        "144, 2, 1",
        "136, 2, 1",
        "135, 1, 2",
        "106, 1, 2",
        "105, 0, 2",
        "77, 0, 2",
        "76, 0, 3",
        "75, 0, 0"
    })
    void takesAsManyAsFitWithTheCountOfTheRest(int bytes, int shown, int left) {
        String message = TerminationMessage.render(report(many(3)), bytes);

        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bytes);
        assertThat(message.lines().filter(line -> line.matches("ENV-001 VARIABLE_\\d is missing")))
                .hasSize(shown);
        assertThat(message.endsWith("+" + left + " more, see the log")).isEqualTo(left > 0);
    }

    @Test
    void neverSplitsACharacter() {
        var finding = Finding.error(Failure.CONFIGURATION, "NAME", "ключ 🔑".repeat(500));

        for (int bytes = 100; bytes < 140; bytes++) {
            String message = TerminationMessage.render(report(List.of(finding)), bytes);
            assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(bytes);
            assertThat(message)
                    .doesNotContain("\uFFFD")
                    .isEqualTo(new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }

    @Test
    void writesOnlyWhereAFileIs(@TempDir Path folder) throws Exception {
        Path absent = folder.resolve("absent");
        Path present = Files.createFile(folder.resolve("present"));

        TerminationMessage.write(report(many(1)), absent, 1_000);
        TerminationMessage.write(report(many(1)), present, 1_000);

        assertThat(absent).doesNotExist();
        assertThat(present).content().startsWith("START FAILED exit=78");
    }
}
