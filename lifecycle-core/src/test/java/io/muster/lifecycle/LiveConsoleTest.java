package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody sees who starts a service on a terminal. */
@Timeout(30)
class LiveConsoleTest {
    private static final String ESCAPE = "\u001b[";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private String shown(boolean colour) {
        var app = LifecycleManager.named("orders");
        app.attach(LiveConsole.to(new PrintStream(written, true, StandardCharsets.UTF_8), colour));
        var database = app.add(component("database", () -> "db").stop(value -> {
            throw new IllegalStateException("busy");
        }));
        app.add(component("cache", context -> {
                    context.progress("warming 1/2");
                    return database.get();
                })
                .dependsOn(database));
        app.start();
        app.stop("enough");
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineForEachThingThatHappensThenTheReportAndTheTimeline() {
        assertThat(shown(false))
                .containsSubsequence(
                        " . database             starting",
                        " + database             started in",
                        " . cache                warming 1/2",
                        " START SUCCEEDED   orders",
                        " + database   SUCCEEDED",
                        " cache                |",
                        " * orders               DRAINING (enough)",
                        " ! database             stopped in",
                        "busy")
                .doesNotContain(ESCAPE);
    }

    @Test
    void saysWhatIsTriedAgainWhatIsDegradedAndWhatFailed() {
        var app = LifecycleManager.named("orders");
        app.attach(LiveConsole.to(new PrintStream(written, true, StandardCharsets.UTF_8), false));
        var attempts = new AtomicInteger();
        app.add(component("queue", () -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new FailureException(Failure.UNAVAILABLE, "refuses connections");
                    }
                    return "queue";
                })
                .retry(RetryPolicy.within(Duration.ofSeconds(20)).delays(Duration.ofMillis(1), Duration.ofMillis(1))));
        app.add(component("cache", () -> "cache")
                .optional()
                .retry(RetryPolicy.none())
                .check(value -> context -> HealthResult.degraded("is slow")));
        app.add(component("mail", () -> {
                    throw new FailureException(Failure.CREDENTIALS, "refuses the password");
                })
                .optional());
        app.start();
        app.stop("enough");

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.matches(" ~ queue +attempt 1 failed, next in [01] ms: refuses connections"))
                .anyMatch(line -> line.matches(" \\+ queue +started in .*"))
                .anyMatch(line -> line.matches(" ! cache +started in .*, but DEGRADED: is slow"))
                .anyMatch(line -> line.matches(" x mail +refuses the password"));
    }

    @Test
    void marksAreColouredAndNothingElseChanges() {
        String coloured = shown(true);

        assertThat(coloured)
                .contains(ESCAPE + "32m+" + ESCAPE + "0m database", ESCAPE + "32mSUCCEEDED" + ESCAPE + "0m   orders");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).contains(" + database             started in");
    }

    @Test
    void colourIsForTerminalsThatCanAndUsersWhoWantIt() {
        assertThat(Paint.wanted(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Paint.wanted(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(Paint.wanted(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
        assertThat(Paint.wanted(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Paint.wanted(Map.of())).isFalse();
    }

    @Test
    void onlyMarksAtTheBeginningOfALineArePainted() {
        assertThat(Paint.mark("      x DB-007  orders")).isEqualTo("      " + Paint.RED.on("x") + " DB-007  orders");
        assertThat(Paint.mark("      at x.y")).isEqualTo("      at x.y");
        assertThat(Paint.mark("   ")).isEqualTo("   ");
        assertThat(Paint.mark("-")).isEqualTo("-");
        assertThat(Paint.mark("-----")).isEqualTo("-----");
    }
}
