package io.muster.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Setting;
import io.muster.lifecycle.StartupReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rendering, letter by letter, and its limits whatever it is given. */
class ReportTest {
    private static final Finding PLACEHOLDER = Finding.error(
                    Failure.CONFIGURATION,
                    "SECRET_KEY",
                    "is a placeholder, not a real value (from environment, 41 characters)")
            .code("ENV-010")
            .fix("openssl rand -hex 32, then set SECRET_KEY or SECRET_KEY_FILE");
    private static final Finding MISSING = Finding.error(Failure.CONFIGURATION, "DATABASE_URL", "missing")
            .code("ENV-001")
            .fix("set DATABASE_URL, such as postgresql://user:***@host:5432/orders");
    private static final Finding MALFORMED =
            Finding.error(Failure.CONFIGURATION, "WORKERS", "is no number").code("ENV-003");
    private static final Finding DENIED =
            Finding.error(Failure.PERMISSION, "X", "denied").code("ENV-030");
    private static final Finding RECOMMENDED = Finding.warning("SENTRY_DSN", "missing, and recommended")
            .code("ENV-050")
            .fix("set SENTRY_DSN");
    private static final Finding REFUSED =
            Finding.error(Failure.CREDENTIALS, "openai", "the key was refused: 100% sure\nwith a second line");
    private static final Finding UNREACHABLE = Finding.error(
            Failure.UNAVAILABLE, "chroma", "is not reachable (ConnectException); check that it runs, and its URL");

    private static ComponentStart component(
            String name, Phase phase, boolean required, Outcome outcome, String note, Finding... findings) {
        boolean ran = outcome != Outcome.NOT_RUN;
        return new ComponentStart(
                name,
                phase,
                required,
                outcome,
                List.of(),
                ran ? 1 : 0,
                Duration.ZERO,
                Duration.ofMillis(ran ? 12 : 0),
                Duration.ZERO,
                List.of(findings),
                Optional.empty(),
                note,
                Optional.empty());
    }

    private static StartupReport start(int exitCode, List<ComponentStart> components) {
        return new StartupReport(
                "orders",
                exitCode == 0 ? Outcome.SUCCEEDED : Outcome.FAILED,
                exitCode == 0 ? "" : "'environment' failed to start",
                exitCode,
                Instant.parse("2026-11-21T08:00:00Z"),
                Duration.ofMillis(1_912),
                components,
                components.stream().flatMap(c -> c.findings().stream()).toList(),
                List.of(
                        new Setting(Setting.PROFILE, "environment", "production", false),
                        new Setting("SECRET_KEY", "environment", "ENV-010", false)),
                List.of());
    }

    private static StartupReport failed() {
        return start(
                78,
                List.of(
                        component("orders", Phase.INITIALIZE, true, Outcome.NOT_RUN, "needs 'database'"),
                        component(
                                "environment",
                                Phase.VALIDATE,
                                true,
                                Outcome.FAILED,
                                "",
                                RECOMMENDED,
                                PLACEHOLDER,
                                MISSING,
                                MISSING),
                        component("database", Phase.CONNECT, true, Outcome.NOT_RUN, "ENV-001 DATABASE_URL"),
                        component("redis", Phase.CONNECT, true, Outcome.SUCCEEDED, ""),
                        component("openai", Phase.CONNECT, true, Outcome.FAILED, "", REFUSED),
                        component("chroma", Phase.CONNECT, false, Outcome.DEGRADED, "", UNREACHABLE),
                        component("mail", Phase.CONNECT, true, Outcome.NOT_RUN, "skipped")));
    }

    private static StartupReport passed() {
        return start(
                0,
                List.of(
                        component("environment", Phase.VALIDATE, true, Outcome.SUCCEEDED, "", RECOMMENDED),
                        component("database", Phase.CONNECT, true, Outcome.SUCCEEDED, "")));
    }

    @ParameterizedTest
    @EnumSource
    void isRenderedAsTheGoldenFileSays(ReportFormat format) {
        String name = format.name().toLowerCase(Locale.ROOT);

        Golden.verify(
                "failed." + name,
                Report.of(failed()).withoutCodes(Set.of("ENV-099")).render(format));
        Golden.verify("passed." + name, Report.of(passed()).render(format));
    }

    @Test
    void countsWhatIsWrongWithSomethingOptionalAsAWarning() {
        var report = Report.of(failed());

        assertThat(report.errors()).containsExactly(PLACEHOLDER, MISSING, REFUSED);
        assertThat(report.warnings()).containsExactly(RECOMMENDED, UNREACHABLE);
        assertThat(report.notRun()).containsExactly("database", "orders");
        assertThat(report.skipped()).containsExactly("mail");
        assertThat(report).hasToString("3 errors, 2 warnings, 2 not run, 1 skipped");
    }

    @Test
    void doesNotCountSkippedCodesButSaysHowManyThereWere() {
        var report = Report.of(start(
                        77,
                        List.of(component(
                                "environment", Phase.VALIDATE, true, Outcome.FAILED, "", MALFORMED, MISSING, DENIED))))
                .withoutCodes(Set.of("ENV-003", "ENV-001"));

        assertThat(report.exitCode()).isEqualTo(77);
        assertThat(report.skipped()).containsExactly("ENV-001 (1 found)", "ENV-003 (1 found)");
        Report without = report.withoutCodes(Set.of("ENV-003", "ENV-001", "ENV-030"));
        assertThat(without.exitCode()).isZero();
        assertThat(without.render(ReportFormat.TEXT))
                .contains("VALIDATION PASSED")
                .containsPattern("environment +WARNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENV-010", "ENV-011", "ENV-016", "ENV-019"})
    void holdsOnToWhatASecretMustBeInProduction(String code) {
        Finding weak = PLACEHOLDER.code(code);
        var report = Report.of(start(
                        78, List.of(component("environment", Phase.VALIDATE, true, Outcome.FAILED, "", weak, MISSING))))
                .withoutCodes(Set.of(code, "ENV-001"));

        assertThat(report.errors()).containsExactly(weak);
        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.skipped()).containsExactly("ENV-001 (1 found)");
        assertThat(report.render(ReportFormat.TEXT))
                .contains("VALIDATION FAILED", "not skipped, since this is production: " + code)
                .containsPattern("environment +FAILED");
        assertThat(report.render(ReportFormat.JSON)).contains("\"not_skipped\":[\"" + code + "\"]");
    }

    @Test
    void doesNotHoldOnToAWarning() {
        Finding passed = Finding.warning("SECRET_KEY", "let pass").code("ENV-010");
        var report = Report.of(start(
                        0, List.of(component("environment", Phase.VALIDATE, true, Outcome.SUCCEEDED, "", passed))))
                .withoutCodes(Set.of("ENV-010"));

        assertThat(report.warnings()).isEmpty();
        assertThat(report.skipped()).containsExactly("ENV-010 (1 found)");
    }

    @Test
    void aSpentBudgetKeepsItsCodeUnlessWhatItMetIsSkipped() {
        Finding late =
                Finding.error(Failure.TIMEOUT, "database", "was still starting").code("DB-001");
        var components = List.of(
                component("environment", Phase.VALIDATE, true, Outcome.SUCCEEDED, "", RECOMMENDED),
                component("database", Phase.CONNECT, true, Outcome.HUNG, "", late));

        Report report = Report.of(start(124, components));

        assertThat(report.withoutCodes(Set.of("ENV-050")).exitCode()).isEqualTo(124);
        assertThat(report.withoutCodes(Set.of("ENV-099")).exitCode()).isEqualTo(124);
        assertThat(report.withoutCodes(Set.of("DB-001")).exitCode()).isZero();
    }

    @Test
    void aFailureWithoutAFindingIsNoBodysToSkip() {
        var components = List.of(
                component("environment", Phase.VALIDATE, true, Outcome.FAILED, "", MISSING),
                component("database", Phase.CONNECT, true, Outcome.FAILED, ""));

        assertThat(Report.of(start(70, components))
                        .withoutCodes(Set.of("ENV-001"))
                        .exitCode())
                .isEqualTo(70);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatIsWrongWithAnAttachment(ReportFormat format) {
        Finding taken = Finding.error(Failure.CONFIGURATION, "ProbeServer", "port 8081 is taken");
        StartupReport start = withLoose(start(78, passed().components()), taken);

        for (Report report : List.of(Report.of(start), Report.of(start).withoutCodes(Set.of("ENV-050")))) {
            assertThat(report.errors()).containsExactly(taken);
            assertThat(report.exitCode()).isEqualTo(78);
            assertThat(report.render(format)).contains("ProbeServer", "port 8081 is taken");
        }
    }

    private static StartupReport withLoose(StartupReport start, Finding loose) {
        var findings = new ArrayList<>(start.findings());
        findings.add(0, loose);
        return new StartupReport(
                start.service(),
                start.outcome(),
                start.reason(),
                start.exitCode(),
                start.startedAt(),
                start.duration(),
                start.components(),
                findings,
                start.settings(),
                start.criticalPath());
    }

    @Test
    void failsOnWarningsOnlyWhenStrict() {
        assertThat(Report.of(passed()).exitCode()).isZero();
        assertThat(Report.of(passed()).strict().exitCode()).isEqualTo(78);
        assertThat(Report.of(passed()).withoutCodes(Set.of("ENV-050")).strict().exitCode())
                .isZero();
        assertThat(Report.of(start(69, failed().components())).strict().exitCode())
                .isEqualTo(69);
    }

    private static Report hostile() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.error(Failure.BUG, "\u001b[31m\nsubject", "x".repeat(100_000))
                .fix("y ".repeat(50_000)));
        findings.add(Finding.error(Failure.BUG, "emoji", "😀".repeat(5_000)));
        findings.add(Finding.error(Failure.BUG, "commands", "\r\n::error::forged\u2028::set-output name=x::y"));
        findings.add(Finding.warning("%0A::error title=a,b:c", "\u0000\t\"\\ %0A"));
        IntStream.range(0, 500)
                .mapToObj(i -> Finding.error(Failure.CONFIGURATION, "VARIABLE_" + i, "missing")
                        .code("ENV-" + (100 + i)))
                .forEach(findings::add);
        var components = new ArrayList<ComponentStart>();
        components.add(
                component("environment", Phase.VALIDATE, true, Outcome.FAILED, "", findings.toArray(Finding[]::new)));
        IntStream.range(0, 2_000)
                .mapToObj(i -> component("c".repeat(80) + i, Phase.CONNECT, true, Outcome.NOT_RUN, "ENV-001 " + i))
                .forEach(components::add);
        return Report.of(start(70, components));
    }

    @Test
    void noLineOfTheTextIsWiderThanAPageAndTheEndHoldsTheSummary() {
        String text = hostile().render(ReportFormat.TEXT);

        assertThat(text.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 100);
        assertThat(text.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String tail = new String(bytes, bytes.length - 2_048, 2_048, StandardCharsets.UTF_8);
        assertThat(tail).contains("errors: ", "503 errors, 1 warning, 2000 not run", "exit code 70");
    }

    @Test
    void noLineOfTheJsonIsLongerThanALogShipperTakes() throws IOException {
        List<String> lines = hostile().render(ReportFormat.JSON).lines().toList();

        assertThat(lines).hasSize(505).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 8 * 1024);
        for (String line : lines) {
            try (var parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    assertThat(parser.currentToken()).isNotNull();
                }
            }
        }
        assertThat(lines.get(504)).contains("\"truncated\":true", "\"errors\":503");
    }

    @Test
    void noMessageIsACommandOfItsOwn() {
        List<String> lines = hostile().render(ReportFormat.GITHUB).lines().toList();

        assertThat(lines).hasSize(505);
        assertThat(lines.subList(0, 504)).allMatch(line -> line.matches("::(error|warning) title=[^:,]*::.*"));
        assertThat(lines.subList(0, 503)).allMatch(line -> line.startsWith("::error "));
        assertThat(lines.get(503)).startsWith("::warning title=%250A%3A%3Aerror title=a%2Cb%3Ac::environment: ");
        assertThat(lines).allMatch(line -> line.length() <= 4_096);
    }
}
