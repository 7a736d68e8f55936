package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The same application without and with the starter, where Boot alone has its faults; prints one table of them. */
class SideBySideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** The budget, and what a loaded machine takes for the rest; the beans hang for 60 s. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String BUDGET = "--muster.stop-budget=4s";
    private static final List<String> TABLE = new ArrayList<>();

    @AfterAll
    @SuppressWarnings("SystemOut") // what this test is for
    static void print() {
        System.out.println("| | Boot alone | with the starter |\n|---|---|---|");
        TABLE.forEach(System.out::println);
    }

    @Test
    void startAndSigtermDuringIt() {
        try (var plain = start("bean", false);
                var starter = start("bean", true)) {
            plain.awaitOutput("bean hangs");
            starter.awaitOutput("bean hangs");
            row("a probe while a bean is slow to start", answer(plain.get("/livez")), answer(starter.probe("/livez")));
            assertThat(plain.get("/livez")).isZero();
            assertThat(starter.probe("/livez")).isEqualTo(200);

            boolean plainEnded = plain.terminate().endsWithin(PATIENCE);
            boolean starterEnded = starter.terminate().endsWithin(SOON);
            assertThat(plainEnded).isFalse();
            assertThat(starterEnded).isTrue();
            row("SIGTERM while that bean sleeps for 60 s", ending(plainEnded), ending(starterEnded));
        }
    }

    @Test
    void drainAndADestructionThatHangs() {
        try (var plain = start("destroy", false);
                var starter = start("destroy", true, "--muster.drain-delay=2s")) {
            plain.awaitOutput("Started Stubborn").terminate();
            plain.awaitOutput("destroy hangs");
            starter.awaitStatus("/readyz", 200).terminate().awaitStatus("/readyz", 503);
            int served = starter.get("/slow/0");
            row("a new request right after SIGTERM, drain delay 2 s", answer(plain.get("/slow/0")), answer(served));
            assertThat(plain.get("/slow/0")).isZero();
            assertThat(served).isEqualTo(200);

            boolean plainEnded = plain.endsWithin(PATIENCE);
            boolean starterEnded = starter.endsWithin(SOON);
            row("a `@PreDestroy` that hangs for 60 s", ending(plainEnded), ending(starterEnded) + ", bean named");
            assertThat(plainEnded).isFalse();
            assertThat(starterEnded).isTrue();
            assertThat(starter.output()).contains("destruction of bean 'slowToDestroy' hangs");
        }
    }

    @Test
    void aStopThatBlocks() {
        try (var plain = start("stop", false, "--spring.lifecycle.timeout-per-shutdown-phase=1s");
                var starter = start("stop", true, "--spring.lifecycle.timeout-per-shutdown-phase=1s")) {
            plain.awaitOutput("Started Stubborn").terminate();
            starter.awaitStatus("/readyz", 200).terminate();
            boolean plainEnded = plain.endsWithin(PATIENCE);
            boolean starterEnded = starter.endsWithin(SOON);
            row(
                    "a `stop` that blocks for 60 s, phase timeout 1 s",
                    ending(plainEnded),
                    ending(starterEnded) + ", bean named");
            assertThat(plainEnded).isFalse();
            assertThat(starterEnded).isTrue();
            assertThat(starter.output()).contains("the stop of the beans 'slowToStop'", "first bean destroyed");
        }
    }

    private static ForkedApplication start(String hang, boolean starter, String... more) {
        var options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--hang=" + hang, "--muster.enabled=" + starter, BUDGET));
        return ForkedApplication.start(Stubborn.class, options.toArray(String[]::new));
    }

    private static void row(String what, String plain, String starter) {
        TABLE.add("| " + what + " | " + plain + " | " + starter + " |");
    }

    private static String answer(int status) {
        return status == 0 ? "connection refused" : String.valueOf(status);
    }

    private static String ending(boolean ended) {
        return ended ? "ended within the budget of 4 s" : "still runs after " + PATIENCE.toSeconds() + " s";
    }
}
