package io.muster.validation;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Secret;
import io.muster.validation.environment.DatabaseUrl;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Sources;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One run of the command line shows everything that is wrong, in the environment and behind it. */
class DoctorTest {
    private static final String KEY = "Kx7p-LanTed-9qW-3nf8-zz41";
    private static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL");
    private static final Variable<Secret> API_KEY = Variable.secret("API_KEY");
    private static final Variable<String> SENTRY_DSN =
            Variable.text("SENTRY_DSN").recommended();

    private final Map<String, String> environment = new HashMap<>(
            Map.of("DATABASE_URL", "postgresql://user:Qu1et-Harbour-55@db/orders", "API_KEY", KEY, "SENTRY_DSN", "x"));
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HealthResult answer = HealthResult.up();

    private LifecycleManager app() {
        var app = LifecycleManager.named("orders");
        var env = app.add(Environment.component(
                Variables.of(DATABASE_URL, API_KEY, SENTRY_DSN), Sources.environment(environment)));
        var database = app.add(component("database", () -> {
                    events.add("connect " + env.get().get(DATABASE_URL).host());
                    return "pool";
                })
                .stop(pool -> events.add("disconnect")));
        app.add(check("openai", context -> {
            events.add("ask with " + env.get().get(API_KEY).length());
            return answer;
        }));
        app.add(component("orders", database::get).phase(Phase.INITIALIZE).dependsOn(database));
        app.add(component("http", () -> events.add("serve")).phase(Phase.SERVE));
        app.attach(view -> {
            events.add("attach");
            return () -> {};
        });
        return app;
    }

    private int run(String... arguments) {
        var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Doctor.of(app()).run(outStream, errStream, arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void leavesOutWhatTheVariableNamesAsIfItWereAsked() {
        environment.remove("SENTRY_DSN");
        answer = HealthResult.down(Failure.CREDENTIALS, "the key was refused");
        var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);

        int code = Doctor.of(app()).skipping("ENV-050, openai").run(outStream, outStream, "--check", "--strict");

        assertThat(code).as(printed()).isZero();
        assertThat(printed())
                .contains("skipped on request: openai, ENV-050 (1 found)")
                .contains("profile=production");
    }

    @Test
    void validatesConnectsAsksStopsAgainAndServesNothing() {
        assertThat(run("--check")).as(printed()).isZero();
        assertThat(printed()).contains("VALIDATION PASSED", "[4/4] orders", "0 errors, 0 warnings", "exit code 0");
        assertThat(events).containsExactlyInAnyOrder("connect db", "ask with 25", "disconnect");
        assertThat(err.size()).isZero();
    }

    @Test
    void oneRunShowsTheEnvironmentAndWhatIsBehindIt() {
        environment.remove("DATABASE_URL");
        answer = HealthResult.down(Failure.CREDENTIALS, "refused the key " + KEY);

        assertThat(run("--check")).isEqualTo(78);

        assertThat(printed())
                .contains("x ENV-001  DATABASE_URL: missing", "x openai: refused the key ***")
                .containsPattern("database +NOT RUN +ENV-001 DATABASE_URL")
                .containsPattern("orders +NOT RUN +needs 'database'")
                .contains("2 errors, 0 warnings, 2 not run")
                .doesNotContain(KEY);
        assertThat(events).containsExactly("ask with 25");
    }

    @Test
    void offlineOpensNothing() {
        environment.put("API_KEY", "changeme");

        assertThat(run("--check", "--offline")).isEqualTo(78);

        assertThat(printed()).contains("[1/1] environment", "ENV-010  API_KEY").doesNotContain("database", "changeme");
        assertThat(events).isEmpty();
    }

    @Test
    void leavesOutComponentsAndCodesVisibly() {
        environment.remove("SENTRY_DSN");
        answer = HealthResult.down(Failure.CREDENTIALS, "refused");

        assertThat(run("--check", "--strict", "--skip", "openai,ENV-050")).isZero();

        assertThat(printed())
                .containsPattern("openai +SKIPPED")
                .contains("skipped on request: openai, ENV-050 (1 found)")
                .doesNotContain("SENTRY_DSN");
    }

    @Test
    void noSkippedCodeLetsAWeakSecretIntoProduction() {
        environment.put("API_KEY", "change_me_change_me_change_me_now");
        environment.put("STARTUP_VALIDATION_SKIP", "ENV-010");
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(Doctor.of(app()).skipping("ENV-010").run(stream, stream, "--check", "--offline"))
                .as(printed())
                .isEqualTo(78);
        assertThat(run("--check", "--skip", "ENV-010")).isEqualTo(78);

        assertThat(printed())
                .contains("x ENV-010  API_KEY", "not skipped, since this is production: ENV-010")
                .doesNotContain("PASSED");
    }

    @Test
    void aWeakSecretMayPassWhereTheProfileSaysSo() {
        environment.put("ENVIRONMENT", "staging");
        environment.put("API_KEY", "change_me_change_me_change_me_now");

        assertThat(run("--check", "--offline", "--skip", "ENV-010"))
                .as(printed())
                .isZero();
        assertThat(printed())
                .contains("VALIDATION PASSED", "ENV-010 (1 found)")
                .containsPattern("environment +WARNING");
    }

    @Test
    void aGraphThatCannotStartIsAMatterOfConfiguration() {
        var app = LifecycleManager.named("orders");
        app.add(component("a", () -> "a").dependsOn("b"));
        app.add(component("b", () -> "b").dependsOn("a"));
        var errStream = new PrintStream(err, true, StandardCharsets.UTF_8);

        assertThat(Doctor.of(app).run(new PrintStream(out, true, StandardCharsets.UTF_8), errStream, "--check"))
                .isEqualTo(78);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("orders: components wait for each other: ")
                .doesNotContain("usage");
        assertThat(out.size()).isZero();
    }

    @Test
    void strictFailsOnWarnings() {
        environment.remove("SENTRY_DSN");

        assertThat(run("--check")).isZero();
        assertThat(run("--check", "--strict")).isEqualTo(78);
    }

    @ParameterizedTest
    @EnumSource
    void noFormatHoldsASecret(ReportFormat format) {
        environment.put("DATABASE_URL", "mysql2://user:Qu1et-Harbour-55@db/orders");
        answer = HealthResult.down(Failure.CREDENTIALS, "Incorrect API key provided: " + KEY);

        run("--check", "--format=" + format.name().toLowerCase(Locale.ROOT));

        assertThat(printed())
                .contains("ENV-003", "Incorrect API key provided: ***")
                .doesNotContain("Qu1et", "Harbour", "LanTed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ofline | unknown option '--ofline'",
                "--format xml | unknown format 'xml'; formats are text, json and github",
                "--format | option '--format' needs a value",
                "--skip | option '--skip' needs a value",
                "--skip opnai | there is no component 'opnai' to skip; did you mean 'openai'?",
                "check | unknown option 'check'",
            })
    void wrongArgumentsAreAnErrorOfTheirOwn(String arguments, String message) {
        assertThat(run(("--check " + arguments).split(" "))).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("orders: " + message)
                .contains("usage: ");
        assertThat(out.size()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(run("--check", "--help")).isZero();
        assertThat(printed())
                .startsWith("usage: --check")
                .contains("--offline", "--strict", "--skip", "--format", "78");
        assertThat(events).isEmpty();
    }

    @Test
    void isAskedByOneOptionOnly() {
        assertThat(Doctor.asked("--demo")).isFalse();
        assertThat(Doctor.asked("--offline", "--check")).isTrue();
    }
}
