package io.muster.lifecycle;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** A value that is good in part, as an environment is. */
    private Handle<Settings> settings(Set<String> wrong) {
        return app.add(component("settings", context -> {
                    List<Finding> errors = wrong.stream()
                            .map(name -> Finding.error(Failure.CONFIGURATION, name, "missing"))
                            .toList();
                    if (!errors.isEmpty() && !context.goesOnDespite(errors)) {
                        throw new FailureException("wrong", errors);
                    }
                    return new Settings(wrong);
                })
                .phase(Phase.VALIDATE));
    }

    private record Settings(Set<String> wrong) {
        String value(String name) {
            if (wrong.contains(name)) {
                throw new NotRunException("SET-1 " + name);
            }
            return name;
        }
    }

    private static Map<String, Outcome> outcomes(StartupReport report) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        report.components().forEach(component -> outcomes.put(component.name(), component.outcome()));
        return outcomes;
    }

    private static String note(StartupReport report, String name) {
        return report.components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow()
                .note();
    }

    @Test
    void goesOnPastWrongSettingsWithEverythingWhoseOwnAreRight() {
        var settings = settings(Set.of("url"));
        var database = app.add(component("database", () -> settings.get().value("url")));
        app.add(component("redis", () -> settings.get().value("redis"))
                .dependsOn(settings)
                .stop(value -> events.add("stop " + value)));
        app.add(check(
                "key",
                context -> HealthResult.down(Failure.CREDENTIALS, settings.get().value("key"))));
        app.add(component("orders", database::get).phase(Phase.INITIALIZE));
        app.add(component("named", () -> "").dependsOn(database));

        StartupReport report = app.rehearse(Phase.INITIALIZE);

        assertThat(outcomes(report))
                .containsExactly(
                        Map.entry("settings", Outcome.FAILED),
                        Map.entry("database", Outcome.NOT_RUN),
                        Map.entry("redis", Outcome.SUCCEEDED),
                        Map.entry("key", Outcome.FAILED),
                        Map.entry("orders", Outcome.NOT_RUN),
                        Map.entry("named", Outcome.NOT_RUN));
        assertThat(note(report, "database")).isEqualTo("SET-1 url");
        assertThat(note(report, "orders")).isEqualTo("needs 'database'");
        assertThat(note(report, "named")).isEqualTo("needs 'database'");
        assertThat(report.errors()).extracting(Finding::message).containsExactly("missing", "key");
        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(events).containsExactly("stop redis");
    }

    @Test
    void aStartStopsAtTheSameWrongSettingsWithNothingOpened() {
        var settings = settings(Set.of("url"));
        app.add(component("redis", () -> settings.get().value("redis")).stop(value -> events.add("stop " + value)));

        var thrown = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(outcomes(thrown.report()))
                .containsExactly(Map.entry("settings", Outcome.FAILED), Map.entry("redis", Outcome.NOT_RUN));
        assertThat(events).isEmpty();
    }

    @Test
    void asksLaterPhasesToo() {
        app.add(check("database", context -> HealthResult.down(Failure.PERMISSION, "read-only")));
        app.add(check("model", context -> HealthResult.down(Failure.CONFIGURATION, "missing"))
                .phase(Phase.INITIALIZE));

        StartupReport report = app.rehearse(Phase.INITIALIZE);

        assertThat(report.errors()).extracting(Finding::message).containsExactly("read-only", "missing");
    }

    @Test
    void whatIsReadOfAComponentWhoseCheckFailedIsNotThere() {
        var database = app.add(component("database", () -> "pool")
                .check(value -> context -> HealthResult.down(Failure.CONFIGURATION, "no tables"))
                .stop(value -> events.add("stop database")));
        app.add(component("orders", database::get).phase(Phase.INITIALIZE));

        StartupReport report = app.rehearse(Phase.INITIALIZE);

        assertThat(note(report, "orders")).isEqualTo("needs 'database'");
        assertThat(report.errors()).hasSize(1);
        assertThat(events).containsExactly("stop database");
    }

    @Test
    void leavesOutWhatIsSkippedAndWhatNeedsIt() {
        var database = app.add(component("database", () -> events.add("start database")));
        app.add(component("orders", database::get).phase(Phase.INITIALIZE));
        app.add(check("openai", context -> HealthResult.down(Failure.CREDENTIALS, "rejected")));

        StartupReport report = app.rehearse(Phase.INITIALIZE, Set.of("database", "openai"));

        assertThat(report.exitCode()).isZero();
        assertThat(report.outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(report.components()).allMatch(component -> component.outcome() == Outcome.NOT_RUN);
        assertThat(note(report, "openai")).isEqualTo("skipped");
        assertThat(note(report, "orders")).isEqualTo("needs 'database'");
        assertThat(events).isEmpty();
    }

    @Test
    void refusesToSkipWhatThereIsNot() {
        app.add(component("database", () -> ""));

        assertThatThrownBy(() -> app.rehearse(Phase.CONNECT, Set.of("databse")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no component 'databse' to skip; did you mean 'database'?");
    }

    @Test
    void opensNoAttachment() {
        app.attach(view -> {
            events.add("opened");
            return () -> {};
        });
        app.add(component("database", () -> ""));

        assertThat(app.rehearse(Phase.CONNECT).exitCode()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void aWarningIsNoErrorToGoOnDespite() {
        app.add(component("settings", context -> context.goesOnDespite(List.of(Finding.warning("x", "odd")))));

        assertThat(app.rehearse(Phase.CONNECT).exitCode()).isEqualTo(70);
    }
}
