package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.StartupFailedException;
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
