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
        assertThat(failedStart()).isEqualTo("");
    }
}
