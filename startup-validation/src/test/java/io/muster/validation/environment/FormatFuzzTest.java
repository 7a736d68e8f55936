package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupReport;
import io.muster.validation.Report;
import io.muster.validation.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rendering of a rehearsal holds six characters of a secret, wherever it came from and whoever was careless with it. */
class FormatFuzzTest {
    private static final Variable<Secret> LOGIN = Variable.secret("LOGIN");

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noFormatHoldsPartOfASecret(long seed) throws IOException {
        var random = new Random(seed);
        String secret = Planted.secret(random);
        for (String value : Planted.shapes(secret)) {
            Report report = Report.of(rehearsed(value));
            for (ReportFormat format : ReportFormat.values()) {
                String text = report.render(format);
                assertThat(text).contains("ENV-");
                assertThat(Planted.leak(text, secret)).as("in: %s", text).isEmpty();
            }
        }
    }

    private StartupReport rehearsed(String value) throws IOException {
        Path dotEnv = folder.resolve(".env");
        Files.writeString(dotEnv, value + "\nA=\"" + value + "\nB=\"" + value + "\"" + value + "\n" + value + "=1\n");
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("from_directory"), value);
        var values = Planted.everywhere(value);
        values.put("LOGIN", value);
        var variables = Planted.variables()
                .group("more", LOGIN, Variable.secret("FROM_DIRECTORY").minLength(300));
        var app = LifecycleManager.named("planted");
        var env = app.add(Environment.component(
                variables, Sources.environment(values).envFile(dotEnv).secretsDirectory(secrets)));
        app.add(Component.task("careless", context -> {
                    throw new IllegalStateException(
                            "cannot log in with " + env.get().get(LOGIN).reveal());
                })
                .phase(Phase.CONNECT)
                .dependsOn(env));
        return app.rehearse(Phase.CONNECT);
    }
}
