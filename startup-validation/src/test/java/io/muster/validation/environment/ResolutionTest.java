package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionTest {
    private static final String GOOD = "9f86d081884c7d659a2feaa0c55ad015";

    @Test
    void finds200ThingsIn200WrongVariablesInTheirOrder() {
        var variables = new ArrayList<Variable<?>>();
        var values = new HashMap<String, String>();
        IntStream.range(0, 200).forEach(i -> {
            String name = "N" + i;
            variables.add(i % 2 == 0 ? Variable.integer(name) : Variable.secret(name));
            values.put(name, i % 2 == 0 ? "x" : "changeme");
        });

        var findings = Trial.findings(Variables.of(variables), values);

        assertThat(findings)
                .doesNotHaveDuplicates()
                .extracting(Finding::subject)
                .containsExactlyElementsOf(
                        variables.stream().map(Variable::name).toList());
        assertThat(findings).noneMatch(it -> it.fix().isEmpty());
    }

    @Test
    void goesOnWhateverARuleOrAConverterThrows() {
        var variables = Variables.of(
                Variable.text("STATE").rule(Rule.of("must be fine", value -> {
                    throw new IllegalStateException("about " + value);
                })),
                Variable.text("DEEP").rule(Rule.of("must be shallow", ResolutionTest::overflow)),
                Variable.text("ASSERTED").rule(Rule.of("must be true", value -> {
                    throw new AssertionError(value);
                })),
                Variable.of("TYPE", Type.of("a thing", text -> {
                    throw new UnsupportedOperationException(text);
                })),
                Variable.integer("LAST"));
        var values = new HashMap<String, String>();
        variables.all().forEach(variable -> values.put(variable.name(), "Planted-Word"));

        var findings = Trial.findings(variables, values);

        assertThat(findings)
                .extracting(it -> it.code() + " " + it.subject())
                .containsExactly("ENV-090 STATE", "ENV-090 DEEP", "ENV-090 ASSERTED", "ENV-090 TYPE", "ENV-003 LAST");
        assertThat(findings.get(0).failure()).contains(Failure.BUG);
        assertThat(findings.get(0).message())
                .startsWith("could not be checked: rule 'must be fine' threw IllegalStateException");
        assertThat(findings).noneMatch(it -> it.toString().contains("Planted"));
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static boolean overflow(String value) {
        return overflow(value + ".") || overflow(value);
    }

    @Test
    void readsOtherNamesAndWarnsOfFormerOnes() {
        var variable = Variable.text("DATABASE_HOST").aliases("DB_HOST").deprecated("PG_HOST");
        var variables = Variables.of(variable);

        assertThat(Environment.resolve(variables, Source.map("test", Map.of("DB_HOST", "h")))
                        .get(variable))
                .isEqualTo("h");
        assertThat(Trial.codes(variables, Map.of("DB_HOST", "h"))).isEmpty();
        assertThat(Trial.codes(variables, Map.of("DATABASE_HOST", "h", "DB_HOST", "h")))
                .isEmpty();
        assertThat(Trial.codes(variables, Map.of("DATABASE_HOST", "h", "DB_HOST", "other")))
                .containsExactly("ENV-032 DATABASE_HOST");
        var former = Trial.findings(variables, Map.of("PG_HOST", "h")).get(0);
        assertThat(former.code()).isEqualTo("ENV-051");
        assertThat(former.message()).isEqualTo("is set by its former name PG_HOST");
        assertThat(former.fix()).isEqualTo("rename PG_HOST to DATABASE_HOST");
        assertThat(Trial.findings(variables, Map.of("DATABASE_HOST", "h", "PG_HOST", "x"))
                        .get(0)
                        .message())
                .isEqualTo("is set by its former name PG_HOST, which is ignored");
        assertThatThrownBy(() -> Variables.of(variable, Variable.text("DB_HOST")))
                .hasMessage("'DB_HOST' is declared twice");
    }

    @Test
    void warnsOfOwnVariablesThatNobodyDeclared() {
        var variables = Variables.of(Variable.integer("RATE_LIMIT_PER_MINUTE").optional())
                .prefix("RATE_LIMIT_");

        var findings = Trial.findings(variables, Map.of("RATE_LIMIT_PER_MINUT", "1", "HOME", "/root", "PATH", "x"));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo("ENV-052");
        assertThat(findings.get(0).message()).isEqualTo("is set and not declared; did you mean RATE_LIMIT_PER_MINUTE?");
    }

    @Test
    void refusesSecretsThatArePublished() {
        var variables = Variables.of(Variable.secret("KEY"), Variable.databaseUrl("DATABASE_URL"))
                .published(Source.map(
                        "example",
                        Map.of(
                                "KEY",
                                GOOD + "  # replace it",
                                "DATABASE_URL",
                                "postgres://u:Quiet-Harbour-55@localhost/d")));

        assertThat(Trial.codes(variables, Map.of("KEY", GOOD, "DATABASE_URL", "postgres://u:Quiet-Harbour-55@db/d")))
                .containsExactly("ENV-019 KEY", "ENV-019 DATABASE_URL");
        assertThat(Trial.codes(
                        variables, Map.of("KEY", "Quiet-Harbour-55", "DATABASE_URL", "postgres://u:" + GOOD + "@db/d")))
                .hasSize(2);
        assertThat(Trial.codes(
                        variables, Map.of("KEY", GOOD + "1", "DATABASE_URL", "postgres://u:Loud-Harbour-56@db/d")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "abababababababababababababababab, 'has only 2 different characters, of at least 5'",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdef, repeats itself too much to be random",
    })
    void refusesUniformSecrets(String value, String message) {
        assertThat(Trial.of(Variable.secret("KEY"), value)).containsExactly("ENV-011 " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/secrets/key", "/var/run/secrets/key", "file:/etc/key", "./secrets/key"})
    void tellsAPathWhereItsContentWasMeant(String value) {
        assertThat(Trial.of(Variable.secret("KEY"), value))
                .containsExactly("ENV-018 is the path of a file, not the secret in it");
    }

    @Test
    void givesTheCommandThatMakesAFittingSecret() {
        assertThat(fix(Variable.secret("KEY").minLength(100))).startsWith("openssl rand -hex 50");
        assertThat(fix(Variable.secret("KEY"))).startsWith("openssl rand -hex 32");
        assertThat(fix(Variable.of("KEY", Type.hex(24).secret()))).startsWith("openssl rand -hex 24");
        assertThat(fix(Variable.of("KEY", Type.base64(48).secret()))).startsWith("openssl rand -base64 48");
    }

    private static String fix(Variable<?> variable) {
        return Trial.findings(Variables.of(variable), Map.of("KEY", "changeme"))
                .get(0)
                .fix();
    }
}
