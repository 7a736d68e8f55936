package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.StartupFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EnvironmentComponentTest {
    private static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL");
    private static final Variable<String> NOTE = Variable.text("NOTE").recommended();

    @Test
    void handsItsSecretsToTheRedactorAndItsWarningsToTheReport() {
        var app = LifecycleManager.named("orders");
        var env = app.add(Environment.component(
                Variables.of(DATABASE_URL, NOTE),
                Source.map("test", Map.of("DATABASE_URL", "postgres://u:Planted%40Word-77@h/d"))));

        var report = app.start();

        assertThat(env.get().get(DATABASE_URL).host()).isEqualTo("h");
        assertThat(report.findings()).extracting(finding -> finding.code()).containsExactly("ENV-050");
        assertThat(app.view().redactor().scrub("it was Planted@Word-77")).isEqualTo("it was ***");
        app.stop("done");
    }

    @Test
    void tellsTheReportWhatTheServiceIsConfiguredWithAndNoSecretOfIt() {
        var values = Map.of(
                "DATABASE_URL", "postgres://user:Planted%40Word-77@db:5432/orders?sslmode=require",
                "REDIS_URL", "redis://:Planted-Word-78@cache:6380/2",
                "API_KEY", "Planted-Word-79-Lantern",
                "API_URL", "https://user:Planted-Word-80@api.example.com:8443/path?key=Planted-Word-81",
                "WORKERS", "8",
                "DEBUG", "no",
                "ENVIRONMENT", "staging",
                "GREETING", "Planted-Word-82");
        var app = LifecycleManager.named("orders");
        app.add(Environment.component(
                Variables.of(
                        DATABASE_URL,
                        Variable.redisUrl("REDIS_URL"),
                        Variable.secret("API_KEY"),
                        Variable.uri("API_URL"),
                        Variable.integer("WORKERS"),
                        Variable.bool("DEBUG"),
                        Variable.text("GREETING"),
                        Variable.duration("PATIENCE").defaultValue(Duration.ofSeconds(30)),
                        NOTE),
                Sources.environment(values)));

        var report = app.start();
        app.stop("seen");

        assertThat(report.settings())
                .extracting(setting -> setting.name() + " " + setting.source() + " " + setting.shown()
                        + (setting.secret() ? "***" : ""))
                .containsExactly(
                        "profile environment staging",
                        "DATABASE_URL environment postgresql://user@db:5432/orders",
                        "REDIS_URL environment redis://cache:6380/2",
                        "API_KEY environment ***",
                        "API_URL environment https://api.example.com:8443",
                        "WORKERS environment 8",
                        "DEBUG environment false",
                        "GREETING environment 15 characters",
                        "PATIENCE default 30s",
                        "NOTE not set ");
        assertThat(report.settings().toString()).doesNotContain("Planted");
    }

    @Test
    void tellsWhatItIsConfiguredWithWhenItFailsToo() {
        var app = LifecycleManager.named("orders");
        app.add(Environment.component(
                Variables.of(Variable.port("PORT"), Variable.integer("WORKERS")),
                Sources.environment(Map.of("PORT", "http", "WORKERS", "8"))));

        var thrown = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(thrown.report().settings())
                .extracting(setting -> setting.name() + " " + setting.source() + " " + setting.shown())
                .containsExactly("profile default production", "PORT environment ENV-003", "WORKERS environment 8");
    }

    @Test
    void endsTheStartBeforeAnythingIsOpened() {
        var app = LifecycleManager.named("orders");
        var opened = new AtomicBoolean();
        app.add(Environment.component(Variables.of(DATABASE_URL, Variable.port("PORT")), Source.map("test", Map.of())));
        app.add(Component.task("database", context -> opened.set(true)));

        var thrown = catchThrowableOfType(StartupFailedException.class, app::start);

        assertThat(thrown.exitCode()).isEqualTo(78);
        assertThat(thrown.report().errors())
                .extracting(finding -> finding.code() + " " + finding.subject())
                .containsExactly("ENV-001 DATABASE_URL", "ENV-001 PORT");
        assertThat(opened).isFalse();
    }
}
