package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.StartupFailedException;
import io.muster.lifecycle.StartupReport;
import io.muster.validation.Report;
import io.muster.validation.ReportFormat;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a value, no text that comes of it holds six characters of a secret. */
class SecretFuzzTest {
    private static final long SEED = 20_260_101;

    private static String trace(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** Everything that can be said of these values outside a manager. */
    private static List<String> texts(Map<String, String> values) {
        var texts = new ArrayList<String>();
        Source source = Source.map("test", values);
        try {
            Environment.resolve(Planted.variables(), Source.files(source), source);
        } catch (FailureException e) {
            texts.add(trace(e));
            e.findings().forEach(finding -> texts.add(finding.toString()));
        }
        for (Variable<?> variable : Planted.variables().all()) {
            try {
                Environment environment = Environment.resolve(Variables.of(variable), source);
                texts.add(environment + " " + environment.origin(variable) + " " + environment.warnings());
            } catch (FailureException e) {
                texts.add(trace(e) + e.findings());
            }
        }
        try {
            texts.add(DatabaseUrl.parse(String.valueOf(values.get("DATABASE_URL")))
                    .toString());
        } catch (IllegalArgumentException e) {
            texts.add(trace(e));
        }
        return texts;
    }

    @Test
    void noFindingNoExceptionAndNoToStringHoldsPartOfASecret() {
        var random = new Random(SEED);
        int said = 0;
        for (int i = 0; i < 12; i++) {
            String secret = Planted.secret(random);
            for (String value : Planted.shapes(secret)) {
                for (String text : texts(Planted.everywhere(value))) {
                    assertThat(Planted.leak(text, secret)).as("in: %s", text).isEmpty();
                    said++;
                }
            }
        }
        assertThat(said).as("texts looked at").isGreaterThan(10_000);
    }

    @Test
    void noReportOfAManagerHoldsPartOfASecret() {
        var random = new Random(SEED + 1);
        String secret = Planted.secret(random);
        for (String value : Planted.shapes(secret)) {
            var app = LifecycleManager.named("planted");
            Source source = Source.map("test", Planted.everywhere(value));
            app.add(Environment.component(Planted.variables(), Source.files(source), source));

            var thrown = catchThrowableOfType(StartupFailedException.class, app::start);
            String text = trace(thrown) + texts(thrown.report());

            assertThat(text).contains("ENV-");
            assertThat(Planted.leak(text, secret)).as("in: %s", text).isEmpty();
        }
    }

    private static String texts(StartupReport report) {
        String formats =
                Stream.of(ReportFormat.values()).map(Report.of(report)::render).collect(Collectors.joining());
        return report + report.toText() + report.timeline() + formats;
    }

    private static LifecycleManager careless(String secret) {
        var app = LifecycleManager.named("planted");
        var password = Variable.secret("SECRET");
        var url = Variable.databaseUrl("DATABASE_URL");
        var env = app.add(Environment.component(
                Variables.of(password, url),
                Source.map("test", Map.of("SECRET", secret, "DATABASE_URL", "mysql://me:" + secret + "@db/orders"))));
        app.add(Component.component("database", () -> {
                    String words =
                            "cannot log in at " + env.get().get(url).url().reveal();
                    var thrown = new IllegalStateException(words, new IllegalArgumentException(words));
                    thrown.addSuppressed(new IllegalArgumentException(
                            "tried " + env.get().get(password).reveal()));
                    throw thrown;
                })
                .dependsOn(env));
        return app;
    }

    @Test
    void noReportOfALaterFailureHoldsPartOfASecret() {
        var random = new Random(SEED + 3);
        for (int i = 0; i < 10; i++) {
            String secret = Planted.secret(random).replaceAll("\\W", "k") + "Z9";
            LifecycleManager started = careless(secret);

            var thrown = catchThrowableOfType(StartupFailedException.class, started::start);
            String text = thrown
                    + texts(thrown.report())
                    + started.view().redactor().scrub(thrown)
                    + texts(careless(secret).rehearse(Phase.INITIALIZE));

            assertThat(text).contains("cannot log in at mysql://");
            assertThat(Planted.leak(text, secret)).as("in: %s", text).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong, console", "careless, console", "wrong, log", "careless, log"})
    void neitherTheOutputNorTheTerminationMessageOfAProcessHoldsPartOfASecret(
            String end, String output, @TempDir Path directory) throws IOException, InterruptedException {
        String secret = Planted.secret(new Random(SEED + 2));
        Path termination = Files.createFile(directory.resolve("termination-log"));
        Path written = directory.resolve("output");
        boolean logged = output.equals("log");
        String value = end.equals("wrong") ? secret : "postgresql://user:" + secret.replaceAll("\\W", "k") + "@host/db";
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=logback-loud.xml",
                        "-cp",
                        classPath(logged),
                        Planted.class.getName(),
                        termination.toString(),
                        end)
                .redirectErrorStream(true)
                .redirectOutput(written.toFile());
        builder.environment().put("PLANTED_VALUE", value);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }

        String said = Files.readString(written, StandardCharsets.UTF_8);
        String message = Files.readString(termination, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).isEqualTo(70);
        assertThat(said).contains("START FAILED");
        assertThat(said.contains("logged ERROR")).isEqualTo(logged);
        assertThat(message).contains("START FAILED");
        assertThat(Planted.leak(said + message, secret.replaceAll("\\W", "k")))
                .as("in: %s", said)
                .isEmpty();
        assertThat(Planted.leak(said + message, secret)).as("in: %s", said).isEmpty();
    }

    /** Without its logging, a process says the same on its console. */
    private static String classPath(boolean logged) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> logged || !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void wouldNoticeALeak() {
        assertThat(Planted.leak("it was 'cdefgh'", "abcdefghij")).isEqualTo("cdefgh");
        assertThat(Planted.leak("it was 'cdefg'", "abcdefghij")).isEmpty();
    }
}
