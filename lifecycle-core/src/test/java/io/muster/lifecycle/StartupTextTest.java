package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.asked;
import static io.muster.lifecycle.EngineParts.checked;
import static io.muster.lifecycle.EngineParts.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The startup report as people read it. */
class StartupTextTest {
    private static final String WORDS = "the quick brown fox jumps over the lazy dog and is not seen again ";

    private static String failedStart() {
        var rig = EngineRig.started(
                part("env").phase(Phase.VALIDATE),
                checked("database").retry(RetryPolicy.within(Duration.ofSeconds(30))),
                asked("openai"),
                asked("chroma").optional(),
                part("orders").phase(Phase.INITIALIZE).dependsOn("database"),
                part("http").phase(Phase.SERVE).dependsOn("orders"));
        rig.succeed("env").succeed("chroma");
        rig.give(new Event.Warned(rig.index("env"), Finding.warning("HTTP_PORT", "is not set; 8080 is used")));
        rig.fail("database", Failure.UNAVAILABLE).advance(Duration.ofMillis(250));
        var missing = Finding.error(Failure.CONFIGURATION, "orders.sku", "the column is missing")
                .code("DB-007")
                .fix("run the migrations");
        rig.give(new Event.Broke(
                rig.index("database"), Step.START, 2, new Fault(Failure.CONFIGURATION, List.of(missing), null)));
        rig.advance(Duration.ofSeconds(1)).fail("openai", Failure.CREDENTIALS);
        return rig.startup().toText();
    }

    @Test
    void aFailedStartSaysWhatIsWrongAndWhatToDo() {
        assertThat(failedStart()).isEqualTo("""
                        ----------------------------------------------------------------------------------------------------
                         START FAILED   orders   1.25 s
                        ----------------------------------------------------------------------------------------------------
                           component  outcome    tries       time  waited for
                         + env        SUCCEEDED      1       0 ms  phase VALIDATE
                              ! HTTP_PORT: is not set; 8080 is used
                         x database   FAILED         2     250 ms  phase CONNECT
                              x DB-007  orders.sku: the column is missing
                                fix: run the migrations
                         x openai     FAILED         1     1.25 s  phase CONNECT
                              x openai: openai is CREDENTIALS
                         + chroma     SUCCEEDED      1       0 ms  phase CONNECT
                         - orders     NOT RUN        -          -  needs 'database'
                         - http       NOT RUN        -          -  needs 'orders'
                        ----------------------------------------------------------------------------------------------------
                         'database' failed to start; 2 errors, 1 warning
                         exit code 78 (configuration: a restart will not help)
                        """);
    }

    @Test
    void aDegradedStartSaysWhatItGoesWithoutAndWhatItTookAsLongAs() {
        var rig = EngineRig.started(
                part("database"), asked("chroma").optional(), part("http").phase(Phase.SERVE));
        rig.answer("chroma", HealthStatus.DOWN)
                .advance(Duration.ofMillis(1_250))
                .succeed("database")
                .succeed("http");

        assertThat(rig.startup().toText()).isEqualTo("""
                        ----------------------------------------------------------------------------------------------------
                         START SUCCEEDED, DEGRADED   orders   1.25 s
                        ----------------------------------------------------------------------------------------------------
                           component  outcome    tries       time  waited for
                         + database   SUCCEEDED      1     1.25 s  phase CONNECT
                         ! chroma     DEGRADED       1       0 ms  phase CONNECT
                              x chroma: refused
                         + http       SUCCEEDED      1       0 ms  phase SERVE
                        ----------------------------------------------------------------------------------------------------
                         1 error, 0 warnings; critical path: database > http
                        """);
    }

    @Test
    void aCancelledStartSaysWhatCancelledIt() {
        var rig = EngineRig.started(part("database"));
        rig.stop("SIGTERM").fail("database", Failure.TIMEOUT);

        assertThat(rig.startup().toText())
                .contains(" START CANCELLED   orders", " - database   CANCELLED      1       0 ms  cancelled: SIGTERM")
                .endsWith(" cancelled: SIGTERM\n");
    }

    @Test
    void aSpentBudgetIsNamed() {
        var rig = EngineRig.started(part("migration").startTimeout(Duration.ofSeconds(60)));
        rig.advance(Duration.ofSeconds(60));

        assertThat(rig.startup().toText())
                .contains("x migration  HUNG", "      START of migration")
                .endsWith(" exit code 124 (the start budget was spent)\n");
    }

    @Test
    void anEmptyServiceHasNoPath() {
        assertThat(EngineRig.started().startup().toText()).endsWith("\n 0 errors, 0 warnings\n");
    }

    @Test
    void nothingIsWiderThanThePageWhereWordsCanBeBroken() {
        String longName = "a-component-whose-name-is-longer-than-the-column-that-it-stands-in";
        var names = new String[12];
        var components = new Component<?>[names.length + 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "dependency-number-" + i;
            components[i] = part(names[i]);
        }
        components[names.length] = part(longName).dependsOn(names);
        var rig = EngineRig.started(components);
        for (String name : names) {
            rig.succeed(name);
        }
        var finding =
                Finding.error(Failure.CONFIGURATION, "SUBJECT", WORDS.repeat(5)).fix(WORDS.repeat(5));
        rig.give(new Event.Broke(
                rig.index(longName), Step.START, 1, new Fault(Failure.CONFIGURATION, List.of(finding), null)));

        String text = rig.startup().toText();

        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(text).contains(longName).contains(List.of(names));
        assertThat(text.split("the quick brown", -1)).as("nothing is cut off").hasSize(11);
    }

    @Test
    void aWordThatIsWiderThanThePageIsLeftWhole() {
        String word = "x".repeat(150);
        var rig = EngineRig.started(part("database"));
        var finding = Finding.error(Failure.CONFIGURATION, "URL", "is wrong: " + word + " and more");
        rig.give(new Event.Broke(0, Step.START, 1, new Fault(Failure.CONFIGURATION, List.of(finding), null)));

        assertThat(rig.startup().toText().lines())
                .filteredOn(line -> line.length() > 100)
                .singleElement()
                .satisfies(line -> assertThat(line.strip()).isEqualTo(word));
    }
}
