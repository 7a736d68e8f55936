package io.muster.health.diagnostics;

import static io.muster.health.Snapshots.down;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.FakeView;
import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.health.dialect.DetailedJson;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.Setting;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {
    private final Redactor redactor = new Redactor();
    private final RecentEvents events = new RecentEvents(redactor);
    private final Probers probers = new Probers(() -> {});

    @Test
    void theyTellEverythingAboutTheService() {
        assertThat(body(List::of))
                .contains("\"service\":\"orders\"", "\"state\":\"RUNNING\"", "\"root_cause\":true")
                .contains("\"reason\":\"refused by 10.0.0.5\"", "\"failure\":\"UNAVAILABLE\"")
                .contains("\"readiness\":{\"passed\":false,\"status\":\"DOWN\",\"reason\":\"'database' is DOWN\"}")
                .contains("\"root_cause\":{\"text\":\"1 root: database\",\"roots\":[\"database\"]}");
    }

    @Test
    void theyTellHowOftenEachCheckAnsweredAndFlappedAndItsLastAnswers() {
        assertThat(body(List::of))
                .contains("\"answers\":7,\"failures\":2,\"flaps\":1,\"history\":[{\"at\":\"2025-01-24T10:30:00.123Z\","
                        + "\"status\":\"DOWN\",\"response_time_ms\":12.5,\"reason\":\"refused by 10.0.0.5\"}]");
    }

    @Test
    void theyTellHowTheStartWentAndWhatFollowsForTheStartupProbe() {
        var view = new FakeView();
        view.state(LifecycleState.RUNNING);
        assertThat(body(List::of, Snapshots.started(view.startup().orElseThrow())))
                .contains("\"startup\":{\"outcome\":\"SUCCEEDED\"", "\"duration_ms\":1250.0")
                .contains("\"critical_path\":[\"database\"]")
                .contains("\"startup_probe\":{\"period_seconds\":1,\"failure_threshold\":4}");
    }

    @Test
    void theyTellWhichBuildItIs(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("META-INF"));
        Files.writeString(folder.resolve("META-INF/build-info.properties"), "build.name=orders\nbuild.version=1.2.3\n");
        Files.writeString(folder.resolve("git.properties"), "git.commit.id.abbrev=74da2cd\ngit.branch=main\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            thread.setContextClassLoader(loader);
            assertThat(body(List::of))
                    .contains("\"build\":{\"name\":\"orders\",\"version\":\"1.2.3\",\"commit\":\"74da2cd\","
                            + "\"branch\":\"main\"}");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theyTellWhereEachComponentIsInItsLife() {
        for (String name : List.of("database", "chroma", "http", "orders", "redis")) {
            events.componentStarting(name);
        }
        events.componentFailed("chroma", Duration.ZERO, Outcome.HUNG, List.of());
        for (String name : List.of("database", "http", "orders")) {
            events.componentStarted(name, Duration.ZERO, Optional.empty());
            if (!name.equals("database")) {
                events.componentStopping(name);
            }
        }
        events.componentAbandoned("http", Duration.ZERO, "");
        assertThat(events.components())
                .extracting(each -> each.get("name") + " " + each.get("state"))
                .containsExactly(
                        "database STARTED", "chroma HUNG", "http ABANDONED", "orders STOPPING", "redis STARTING");
        events.componentStopped("orders", Duration.ZERO, Optional.empty());
        assertThat(body(List::of)).contains("{\"name\":\"orders\",\"state\":\"STOPPED\",\"since\":\"");
    }

    @Test
    void theyTellOfTheProcessAndTheMachine() {
        assertThat(body(List::of))
                .contains("\"heap\":{\"used_bytes\":", "\"threads\":{\"live\":", "\"states\":{", "\"collectors\":{")
                .contains("\"cpu_percent\":15.2", "\"memory\":{\"total_bytes\":")
                .containsPattern("\"file_descriptors\":\\{\"open\":[0-9]+,\"limit\":[0-9]+\\}");
    }

    @Test
    void theyTellWhatHappenedAndWhoProbes() {
        events.stateChanged(LifecycleState.STARTING, LifecycleState.RUNNING, "");
        probers.answered(Optional.empty(), "kube-probe/1.34", "/readyz", 503, true, false);
        assertThat(body(List::of))
                .contains("\"event\":\"state STARTING to RUNNING\"")
                .contains("\"user_agent\":\"kube-probe/1.34\",\"endpoint\":\"/readyz\",\"last_answer\":503");
    }

    @Test
    void onlyTheLatestEventsAreKept() {
        redactor.add(Secret.of("hunter2-hunter2"));
        for (int i = 0; i < 150; i++) {
            events.add("event " + i + " with hunter2-hunter2");
        }
        assertThat(events.all()).hasSize(100);
        assertThat(events.all().get(0)).containsEntry("event", "event 50 with ***");
    }

    @Test
    void settingsAreShownWithoutTheirSecrets() {
        redactor.add(Secret.of("hunter2-hunter2"));
        assertThat(body(() -> List.of(
                        new Setting("API_KEY", "environment", "hunter2", true),
                        new Setting("URL", "file", "http://u:hunter2-hunter2@h/", false),
                        new Setting("PORT", "default", "8080", false))))
                .contains("\"settings\":[{\"name\":\"API_KEY\",\"source\":\"environment\",\"value\":\"***\"}")
                .contains("{\"name\":\"URL\",\"source\":\"file\",\"value\":\"http://u:***@h/\"}")
                .contains("{\"name\":\"PORT\",\"source\":\"default\",\"value\":\"8080\"}")
                .doesNotContain("hunter2");
    }

    @Test
    void settingsThatThrowSpoilNothing() {
        assertThat(body(() -> {
                    throw new IllegalStateException("hunter2");
                }))
                .contains("the settings could not be read: java.lang.IllegalStateException")
                .doesNotContain("hunter2");
    }

    private String body(Supplier<List<Setting>> settings) {
        return body(settings, Snapshots.running(down("database")));
    }

    private String body(Supplier<List<Setting>> settings, Snapshot snapshot) {
        var diagnostics = new Diagnostics(events, probers, settings, redactor);
        return DetailedJson.diagnostics(diagnostics.of(snapshot)).body();
    }
}
