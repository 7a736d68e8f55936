package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where values come from, in which order, and what two of them mean together. */
class SourcesTest {
    private static final Variable<String> NOTE = Variable.text("NOTE");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Sources sources() {
        return Sources.environment(environment);
    }

    private static FailureException failure(Sources sources) {
        return catchThrowableOfType(FailureException.class, () -> Environment.resolve(Variables.of(NOTE), sources));
    }

    /** Every place at once; each test takes the first away and finds the next. */
    @Test
    void looksInTheDocumentedOrderAndRemembersTheRest() throws IOException {
        environment.put("NOTE", "environment");
        environment.put("NOTE_FILE", file("named", "named file").toString());
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("note"), "secrets directory");
        Path dotEnv = file(".env", "# first\nNOTE=dot env\nNOTE_FILE=" + file("other", "other file"));
        var withDefault = Variable.text("NOTE").defaultValue("default");
        var vault = Source.map("vault", Map.of("NOTE", "vault"));
        Sources all =
                sources().envFile(dotEnv).secretsDirectory(secrets).add(vault).override(Map.of("NOTE", "override"));

        var resolved = Environment.resolve(Variables.of(withDefault), all);

        assertThat(resolved.get(withDefault)).isEqualTo("override");
        assertThat(resolved.origin(withDefault))
                .contains(new Origin(
                        "override",
                        8,
                        List.of(
                                "file named by NOTE_FILE",
                                "environment",
                                "secrets directory, file note",
                                "vault",
                                "file named by NOTE_FILE",
                                ".env line 2")));
    }

    @Test
    void eachPlaceCountsWhenThoseBeforeItAreEmpty() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Path dotEnv = folder.resolve(".env");
        var vault = Source.map("vault", Map.of("NOTE", "vault"));
        Sources all = sources().envFile(dotEnv).secretsDirectory(secrets);
        var withDefault = Variable.text("NOTE").defaultValue("default");

        assertThat(Environment.resolve(Variables.of(withDefault), all).get(withDefault))
                .isEqualTo("default");

        Files.writeString(dotEnv, "NOTE=dot env");
        Sources reread = sources().envFile(dotEnv).secretsDirectory(secrets);
        assertThat(Environment.resolve(Variables.of(NOTE), reread).get(NOTE)).isEqualTo("dot env");
        assertThat(Environment.resolve(Variables.of(NOTE), reread.add(vault)).get(NOTE))
                .isEqualTo("vault");

        Files.writeString(secrets.resolve("NOTE"), "secrets directory\n");
        assertThat(Environment.resolve(Variables.of(NOTE), reread.add(vault)).get(NOTE))
                .isEqualTo("secrets directory");

        environment.put("NOTE", " ");
        assertThat(Environment.resolve(Variables.of(NOTE), sources().secretsDirectory(secrets))
                        .get(NOTE))
                .isEqualTo("secrets directory");
        environment.put("NOTE", "environment");
        assertThat(Environment.resolve(Variables.of(NOTE), sources().secretsDirectory(secrets))
                        .get(NOTE))
                .isEqualTo("environment");
    }

    @Test
    void theStandardPlacesAreTheSystemPropertyTheFileAndTheEnvironment() {
        assertThat(Sources.standard()).hasToString("[system property, files named by environment, environment]");
    }

    @Test
    void theVariableCountsWhereThePolicySaysSo() throws IOException {
        environment.put("NOTE", "environment");
        environment.put("NOTE_FILE", file("named", "named file").toString());

        var resolved = Environment.resolve(Variables.of(NOTE), sources().conflicts(Conflicts.ENVIRONMENT_FIRST));

        assertThat(resolved.get(NOTE)).isEqualTo("environment");
        assertThat(resolved.warnings())
                .extracting(Finding::message)
                .containsExactly(
                        "is set differently in two places: used is the environment, not file named by NOTE_FILE");
    }

    @Test
    void bothAreAnErrorWhereThePolicySaysSoEvenIfTheyAgree() throws IOException {
        environment.put("NOTE", "same");
        environment.put("NOTE_FILE", file("named", "same").toString());

        assertThat(failure(sources().conflicts(Conflicts.ERROR)).findings())
                .containsExactly(Finding.error(
                                Failure.CONFIGURATION, "NOTE", "is set twice: file named by NOTE_FILE and environment")
                        .code("ENV-033")
                        .fix("unset one of them"));
    }

    @Test
    void anOverrideIsNoConflict() throws IOException {
        environment.put("NOTE", "environment");

        var resolved = Environment.resolve(
                Variables.of(NOTE), sources().conflicts(Conflicts.ERROR).override(Map.of("NOTE", "override")));

        assertThat(resolved.get(NOTE)).isEqualTo("override");
        assertThat(resolved.warnings()).isEmpty();
    }

    @Test
    void aDeclaredVariableThatEndsInFileIsNoPointer() {
        var token = Variable.text("TOKEN").optional();
        var tokenFile = Variable.text("TOKEN_FILE");
        environment.put("TOKEN_FILE", "/nowhere/token");
        environment.put("TOKEN_FILE_FILE", "/nowhere/else");

        var resolved = Environment.resolve(Variables.of(token, tokenFile), sources());

        assertThat(resolved.find(token)).isEmpty();
        assertThat(resolved.get(tokenFile)).isEqualTo("/nowhere/token");
    }

    @Test
    void saysEachProblemOfAnEnvFileOnceWithItsPlace() throws IOException {
        Path dotEnv = file(".env", "NOTE=1\nno assignment\nNOTE=2\n");

        var failure = failure(sources().envFile(dotEnv));

        assertThat(failure.findings())
                .containsExactly(
                        Finding.error(Failure.CONFIGURATION, ".env", "line 2, column 4: has no '=' after the name")
                                .code("ENV-034")
                                .fix("write NAME=value; a comment begins with '#'"));
        Files.writeString(dotEnv, "NOTE=1\nNOTE=2\n");
        var resolved = Environment.resolve(Variables.of(NOTE), sources().envFile(dotEnv));
        assertThat(resolved.get(NOTE)).isEqualTo("2");
        assertThat(resolved.warnings())
                .extracting(finding -> finding.code() + " " + finding.subject() + " " + finding.message())
                .containsExactly("ENV-035 NOTE is set twice in .env, in lines 1 and 2; the last counts");
    }

    @Test
    void anEnvFileThatIsAFolderIsAProblem() {
        environment.put("NOTE", "1");

        assertThat(failure(sources().envFile(folder)).findings())
                .extracting(Finding::code, Finding::message)
                .containsExactly(tuple("ENV-030", "is a directory"));
    }

    @Test
    void replacesReferencesOfAnEnvFileWhenAskedWithTheEnvironmentFirst() throws IOException {
        environment.put("HOST", "db");
        Path dotEnv = file(".env", "HOST=ignored\nNOTE=\"at ${HOST}\"\n");

        assertThat(Environment.resolve(Variables.of(NOTE), sources().interpolatedEnvFile(dotEnv))
                        .get(NOTE))
                .isEqualTo("at db");
    }

    @Test
    void suggestsAFileOfTheSecretsDirectoryThatIsNamedNearly() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("notes"), "x");
        Files.writeString(secrets.resolve("..data"), "x");

        assertThat(failure(sources().secretsDirectory(secrets))
                        .findings()
                        .get(0)
                        .message())
                .isEqualTo("missing; did you mean NOTES, which is set and not declared?");
    }

    @Test
    void aVaultThatFailsIsNamedAndItsMessageIsNot() {
        var vault = new Source() {
            @Override
            public String name() {
                return "vault";
            }

            @Override
            public Optional<Sourced> find(String variable) throws IOException {
                throw new IOException("token Kx7pLanTed9qW refused");
            }
        };

        assertThat(failure(sources().add(vault)).findings())
                .containsExactly(
                        Finding.error(Failure.UNAVAILABLE, "NOTE", "could not be read from source 'vault': IOException")
                                .code("ENV-031"));
    }

    @Test
    void refusesAnEnvFileWhereTheProfileIsProductionUnlessAllowed() throws IOException {
        Path dotEnv = file(".env", "NOTE=1\nENVIRONMENT=production\n");

        assertThat(failure(sources().envFile(dotEnv)).findings())
                .extracting(Finding::code, Finding::subject)
                .containsExactly(tuple("ENV-036", ".env"));
        assertThat(Environment.resolve(
                                Variables.of(NOTE), sources().envFile(dotEnv).envFileInProduction())
                        .get(NOTE))
                .isEqualTo("1");
        Files.writeString(dotEnv, "NOTE=1\nENVIRONMENT=development\n");
        assertThat(Environment.resolve(Variables.of(NOTE), sources().envFile(dotEnv))
                        .get(NOTE))
                .isEqualTo("1");
        environment.put("ENVIRONMENT", "production");
        assertThat(Environment.resolve(
                                Variables.of(NOTE),
                                sources().override(Map.of("NOTE", "1")).envFile(folder.resolve("none")))
                        .get(NOTE))
                .isEqualTo("1");
    }
}
