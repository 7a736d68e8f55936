package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.samples.servers.FreePort;
import io.muster.samples.servers.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code --check} shows in one run what a start would find, and serves nothing. */
class CheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String WRONG_KEY = "sk-muster-wrong-8dj2hf7sk1ls93md";

    private static String check(int exitCode, Map<String, String> environment, String... options) {
        var arguments = new ArrayList<>(List.of("--check"));
        arguments.addAll(List.of(options));
        String[] all = arguments.toArray(String[]::new);
        boolean refused = exitCode == 64; // what is wrong with the usage goes to standard error, reports do not
        try (var doctor =
                refused ? OrdersProcess.start(environment, all) : OrdersProcess.startForItsOutput(environment, all)) {
            int code = doctor.exitCode(LIMIT);
            assertThat(code).as(doctor.output()).isEqualTo(exitCode);
            return doctor.output();
        }
    }

    @Test
    void whatIsRightPasses() {
        assertThat(check(0, Backends.environment()))
                .contains("VALIDATION PASSED   orders", "0 errors, 0 warnings", "exit code 0 (ready to start)")
                .containsPattern("database +OK")
                .containsPattern("redis +OK")
                .containsPattern("openai +OK")
                .containsPattern("orders +OK")
                .doesNotContain("http ", Backends.POSTGRES.password(), Backends.LLM.key());
    }

    @Test
    void oneRunShowsTheEnvironmentAndTheNetwork() {
        Map<String, String> environment = new LinkedHashMap<>(Backends.environment());
        environment.remove("DATABASE_URL");
        environment.put("TAX_RATE", "7.125");
        environment.put("OPENAI_API_KEY", WRONG_KEY);

        assertThat(check(78, environment))
                .contains("x ENV-001  DATABASE_URL: missing", "x ENV-003  TAX_RATE")
                .containsPattern("database +NOT RUN +ENV-001 DATABASE_URL")
                .containsPattern("redis +OK")
                .containsPattern("openai +FAILED")
                .containsPattern("orders +NOT RUN +needs 'database'")
                .contains("3 errors", "2 not run", "exit code 78")
                .doesNotContain(WRONG_KEY, "7.125", Backends.REDIS.password());
    }

    @Test
    void offlineOpensNothing() {
        var environment = Backends.environmentWith("DATABASE_URL", PostgresServer.urlOn(FreePort.next()));

        assertThat(check(0, environment, "--offline"))
                .contains("[1/1] environment")
                .doesNotContain("database");
    }

    @Test
    void whatIsLeftOutIsSeen() {
        var environment = Backends.environmentWith("OPENAI_API_KEY", WRONG_KEY);

        assertThat(check(0, environment, "--skip", "openai"))
                .containsPattern("openai +SKIPPED")
                .contains("skipped on request: openai");
    }

    @Test
    void standardOutputIsNothingButTheReport() {
        var environment = Backends.environmentWith("OPENAI_API_KEY", WRONG_KEY);

        assertThat(check(78, environment, "--format", "json").lines().toList())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"ts\":\"") && line.endsWith("}"))
                .last()
                .asString()
                .contains("\"event\":\"startup.validation.summary\"", "\"openai\":\"failed\"", "\"exit_code\":78");
        assertThat(check(78, environment, "--format", "github").lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("::error title=")
                .contains("openai");
    }

    @Test
    void anUnknownOptionIsAnErrorOfUsage() {
        assertThat(check(64, Map.of(), "--ofline"))
                .startsWith("orders: unknown option '--ofline'")
                .contains("usage:");
        assertThat(check(0, Map.of(), "--help")).startsWith("usage: --check");
    }
}
