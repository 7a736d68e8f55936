package io.muster.lifecycle;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A rehearsal finds what a start would find, serves nothing, and leaves nothing behind. */
class RehearsalTest {
    private final LifecycleManager app = LifecycleManager.named("orders");
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void startsUpToThePhaseAndStopsAgain() {
        var pool = app.add(component("pool", () -> events.add("start pool") ? "pool" : "")
                .check(value -> context -> {
                    events.add("check deep " + context.starting());
                    return HealthResult.up();
                })
                .stop(value -> events.add("stop pool")));
        app.add(component("http", () -> events.add("start http"))
                .phase(Phase.SERVE)
                .dependsOn(pool));

        StartupReport report = app.rehearse(Phase.INITIALIZE);

        assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(events).containsExactly("start pool", "check deep true", "stop pool");
        assertThat(app.view().state()).isEqualTo(LifecycleState.STOPPED);
        assertThat(app.view().components()).extracting(ComponentView::name).containsExactly("pool");
    }

    @Test
    void aFailureIsTheReportAndNoException() {
        app.add(check("openai", context -> HealthResult.down(Failure.CREDENTIALS, "rejected")));

        assertThat(app.rehearse(Phase.CONNECT).exitCode()).isEqualTo(78);
    }
}
