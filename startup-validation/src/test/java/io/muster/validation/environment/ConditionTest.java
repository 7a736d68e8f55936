package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Variable<String> STAGE = Variable.text("ENVIRONMENT").optional();
    private static final Variable<Boolean> SWITCH = Variable.bool("SWITCH").defaultValue(false);

    @Test
    void requiresOrForbidsAVariableBecauseOfAnother() {
        var variables = Variables.of(
                SWITCH,
                Variable.text("NEEDED").optional().when(SWITCH.is(true), Variable::required),
                Variable.text("UNWANTED").optional().when(SWITCH.is(true), Variable::forbidden));

        assertThat(Trial.codes(variables, Map.of("UNWANTED", "x"))).isEmpty();
        assertThat(Trial.codes(variables, Map.of("SWITCH", "true", "UNWANTED", "x")))
                .containsExactly("ENV-020 NEEDED", "ENV-021 UNWANTED");
        assertThat(Trial.findings(variables, Map.of("SWITCH", "true")).get(0).message())
                .isEqualTo("missing (asked for when SWITCH is true)");
    }

    @Test
    void asksMoreOfAValueInAProfile() {
        var variables = Variables.of(
                STAGE,
                Variable.integer("WORKERS").rule(Rule.atLeast(1)).in("production", it -> it.rule(Rule.atLeast(2))));

        assertThat(Trial.codes(variables, Map.of("ENVIRONMENT", "dev", "WORKERS", "1")))
                .isEmpty();
        assertThat(Trial.codes(variables, Map.of("ENVIRONMENT", "live", "WORKERS", "1")))
                .containsExactly("ENV-040 WORKERS");
        assertThat(Trial.findings(variables, Map.of("WORKERS", "1")).get(0).message())
                .startsWith("must be at least 2 when the profile is production (from test");
    }

    @Test
    void holdsADefaultToTheRulesThatAConditionAdds() {
        var variables = Variables.of(
                STAGE, Variable.integer("WORKERS").defaultValue(1).in("production", it -> it.rule(Rule.atLeast(2))));

        assertThat(Trial.codes(variables, Map.of("ENVIRONMENT", "development"))).isEmpty();
        assertThat(Trial.codes(variables, Map.of())).containsExactly("ENV-040 WORKERS");
    }

    @Test
    void replacesADefault() {
        var workers = Variable.integer("WORKERS").defaultValue(1).in("production", it -> it.defaultValue(4));

        assertThat(Environment.resolve(Variables.of(workers), Source.map("test", Map.of()))
                        .get(workers))
                .isEqualTo(4);
    }

    @Test
    void joinsConditionsAndTurnsThemRound() {
        var mode = Variable.text("MODE").optional();
        var both = mode.isSet().and(SWITCH.is(true).not());
        var variables = Variables.of(SWITCH, mode, Variable.text("X").optional().when(both, Variable::required));

        assertThat(Trial.codes(variables, Map.of())).isEmpty();
        assertThat(Trial.codes(variables, Map.of("MODE", "a", "SWITCH", "true")))
                .isEmpty();
        assertThat(Trial.codes(variables, Map.of("MODE", "a"))).containsExactly("ENV-020 X");
        assertThat(both).hasToString("MODE is set and not (SWITCH is true)");
    }

    @Test
    void doesNotHoldWhileWhatItAsksIsWrong() {
        var variables = Variables.of(SWITCH, Variable.text("X").optional().when(SWITCH.is(false), Variable::required));

        assertThat(Trial.codes(variables, Map.of("SWITCH", "maybe"))).containsExactly("ENV-003 SWITCH");
    }

    @Test
    void asksVariablesInWhateverOrderTheyAreDeclared() {
        var variables = Variables.of(Variable.text("X").optional().when(SWITCH.is(true), Variable::required), SWITCH);

        assertThat(Trial.codes(variables, Map.of("SWITCH", "on"))).containsExactly("ENV-020 X");
    }

    @Test
    void skipsTheCheckThatAMockMakesPointless() {
        var base = Variable.uri("OPENAI_BASE_URL").optional();
        var variables = Variables.of(
                base, Variable.apiKey(Provider.OPENAI).when(base.meets(Rule.isPrivate()), Variable::unchecked));

        assertThat(Trial.codes(variables, Map.of("OPENAI_BASE_URL", "http://ollama:11434", "OPENAI_API_KEY", "ollama")))
                .isEmpty();
        assertThat(Trial.codes(variables, Map.of("OPENAI_BASE_URL", "http://ollama:11434")))
                .isEmpty();
        assertThat(Trial.codes(
                        variables, Map.of("OPENAI_BASE_URL", "https://api.openai.com", "OPENAI_API_KEY", "ollama")))
                .containsExactly("ENV-010 OPENAI_API_KEY");
    }

    @Test
    void letsAnEscapePassWhatItWasMadeForAndNothingElse() {
        var hatch = Variable.bool("ALLOW_HTTP").optional();
        var url = Variable.uri("URL")
                .rule(Rule.notLocal())
                .in("production", it -> it.rule(Rule.schemes("https")))
                .unless(hatch);
        var key = Variable.text("KEY")
                .optional()
                .in("production", Variable::required)
                .unless(hatch);
        var old = Variable.text("OLD")
                .optional()
                .in("production", Variable::forbidden)
                .unless(hatch);
        var variables = Variables.of(hatch, url, key, old);

        assertThat(Trial.codes(variables, Map.of("URL", "http://example.com", "OLD", "x")))
                .containsExactly("ENV-040 URL", "ENV-001 KEY", "ENV-040 OLD");
        assertThat(Trial.codes(variables, Map.of("ALLOW_HTTP", "true", "URL", "http://example.com", "OLD", "x")))
                .containsExactly("ENV-041 URL", "ENV-041 KEY", "ENV-041 OLD");
        assertThat(Trial.codes(variables, Map.of("ALLOW_HTTP", "true", "URL", "http://localhost", "KEY", "k")))
                .contains("ENV-003 URL");
        assertThat(Trial.codes(variables, Map.of("ALLOW_HTTP", "true", "URL", "https://example.com", "KEY", "k")))
                .containsExactly("ENV-042 ALLOW_HTTP");
    }

    @ParameterizedTest
    @CsvSource({
        "production, true",
        "prod, true",
        "LIVE, true",
        "staging, false",
        "dev, false",
        "'metrics,prod', true",
        "prodution, true",
        "'', true",
        "qa, false",
    })
    void takesAnUnknownProfileForProduction(String profile, boolean production) {
        var variables = Variables.of(
                STAGE,
                Variable.text("X").optional().in("production", Variable::required),
                Variable.text("Y").optional().in("qa", Variable::optional));

        assertThat(Trial.codes(variables, Map.of("ENVIRONMENT", profile)).contains("ENV-001 X"))
                .isEqualTo(production);
    }

    @Test
    void findsTheProfileWhereOthersPutIt() {
        var x = Variable.text("X").optional().in("test", Variable::required);
        var own = Variable.text("MY_STAGE");

        assertThat(Trial.codes(Variables.of(x), Map.of("SPRING_PROFILES_ACTIVE", "test")))
                .containsExactly("ENV-001 X");
        assertThat(Trial.codes(Variables.of(x, own).profile(own), Map.of("MY_STAGE", "test", "APP_ENV", "production")))
                .containsExactly("ENV-001 X");
        assertThat(Environment.resolve(Variables.of(own).profile(own), Source.map("test", Map.of("MY_STAGE", "dev")))
                        .profile())
                .isEqualTo("development");
    }

    @Test
    void onlyWarnsOfWeakSecretsWhereSomebodySaidThatItIsNoProduction() {
        var stage = Variable.text("ENVIRONMENT").defaultValue("development");
        var variables = Variables.of(stage, Variable.secret("KEY").minLength(32), Variable.databaseUrl("DATABASE_URL"));
        var weak = Map.of("KEY", "changeme", "DATABASE_URL", "postgres://admin:admin@h/d");
        var test = Map.of("KEY", "changeme", "DATABASE_URL", "postgres://admin:admin@h/d", "ENVIRONMENT", "test");
        var staging = Map.of("KEY", "changeme", "DATABASE_URL", "postgres://admin:admin@h/d", "ENVIRONMENT", "staging");

        assertThat(Trial.findings(variables, weak))
                .hasSize(2)
                .noneMatch(it -> it.failure().isEmpty());
        assertThat(Trial.findings(variables, staging))
                .hasSize(2)
                .noneMatch(it -> it.failure().isEmpty());
        assertThat(Trial.findings(variables, test))
                .hasSize(3)
                .allMatch(it -> it.failure().isEmpty());
    }

    @Test
    void refusesConditionsThatCannotHold() {
        var a = Variable.text("A").optional();
        var b = Variable.text("B").when(a.isSet(), Variable::optional);
        var self = Variable.text("S").when(b.isSet(), Variable::optional);

        assertThatThrownBy(() -> Environment.resolve(Variables.of(b)))
                .hasMessageStartingWith("'B' asks 'A', which is not among the declared variables");
        assertThatThrownBy(() -> Variables.of(self).relations(Relation.atMostOne(self, a)))
                .hasMessageContaining("asks 'A'");
        assertThatThrownBy(() -> Variables.of(a).profile(b)).hasMessageContaining("asks 'B'");
        assertThatThrownBy(() -> Variable.secret("K").is(Secret.of("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Condition::profile).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.unless(SWITCH)).hasMessageStartingWith("'A': unless follows");
        assertThatThrownBy(() -> a.in("test", it -> it.in("production", Variable::required)))
                .hasMessageStartingWith("'A': a condition inside a condition");
        List<UnaryOperator<Variable<String>>> changesOfTheVariable = List.of(
                Variable::allowEmpty,
                it -> it.aliases("OTHER"),
                it -> it.deprecated("FORMER"),
                it -> it.description("what it is for"),
                it -> it.example("one"));
        assertThat(changesOfTheVariable)
                .allSatisfy(change -> assertThatThrownBy(() -> a.in("production", change))
                        .hasMessageStartingWith("'A': a condition adds rules, a need or a default"));
        assertThatThrownBy(() -> Variable.secret("K").in("production", Variable::multiline))
                .hasMessageStartingWith("'K': a condition adds rules");
    }
}
