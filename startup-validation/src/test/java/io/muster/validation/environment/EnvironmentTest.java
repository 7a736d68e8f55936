package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final String GOOD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    enum Stage {
        DEVELOPMENT,
        PRE_PRODUCTION
    }

    private static Environment resolve(Variable<?> variable, String value) {
        return Environment.resolve(Variables.of(variable), Source.map("test", Map.of(variable.name(), value)));
    }

    private static Finding refusal(Variable<?> variable, String value) {
        var thrown = catchThrowableOfType(FailureException.class, () -> resolve(variable, value));
        assertThat(thrown).as("refused").isNotNull();
        assertThat(thrown.findings()).hasSize(1);
        return thrown.findings().get(0);
    }

    @Test
    void readsEachTypeFromItsText() {
        var text = Variable.text("TEXT");
        var whole = Variable.integer("WHOLE").range(1, 10);
        var decimal = Variable.decimal("DECIMAL").range(BigDecimal.ZERO, BigDecimal.ONE);
        var flag = Variable.bool("FLAG");
        var stage = Variable.enumeration("STAGE", Stage.class);
        var wait = Variable.duration("WAIT");
        var url = Variable.uri("URL").rule(Rule.schemes("https"));
        var port = Variable.port("PORT");
        var secret = Variable.secret("SECRET").minLength(32);
        var values = Map.of(
                "TEXT", " some words ",
                "WHOLE", "10",
                "DECIMAL", "0.19",
                "FLAG", "Yes",
                "STAGE", "pre-production",
                "WAIT", "250ms",
                "URL", "https://my_host:8443/path",
                "PORT", "65535",
                "SECRET", GOOD);

        var env = Environment.resolve(
                Variables.of(text, whole, decimal, flag, stage, wait, url, port, secret), Source.map("test", values));

        assertThat(env.get(text)).isEqualTo("some words");
        assertThat(env.get(whole)).isEqualTo(10);
        assertThat(env.get(decimal)).isEqualByComparingTo("0.19");
        assertThat(env.get(flag)).isTrue();
        assertThat(env.get(stage)).isEqualTo(Stage.PRE_PRODUCTION);
        assertThat(env.get(wait)).isEqualTo(Duration.ofMillis(250));
        assertThat(env.get(url)).isEqualTo(URI.create("https://my_host:8443/path"));
        assertThat(env.get(port)).isEqualTo(65_535);
        assertThat(env.get(secret)).isEqualTo(Secret.of(GOOD));
        assertThat(env.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30s, PT30S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "PT1M30S, PT1M30S",
        "0s, PT0S",
    })
    void readsDurationsInBothNotations(String text, Duration expected) {
        var variable = Variable.duration("WAIT");

        assertThat(resolve(variable, text).get(variable)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "-5s", "PT-5S", "soon", "5 weeks", "99999999999s"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(refusal(Variable.duration("WAIT"), text).code()).isEqualTo("ENV-003");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "1,5", "NaN", "0x10", ".5", "1.", "9999999999999999999999999999999999999"})
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThat(refusal(Variable.decimal("RATE"), text).message()).startsWith("is not a decimal number");
    }

    @Test
    void refusesTheWrongTypeAndSaysWhatIsExpectedAndWhereItCameFrom() {
        assertThat(refusal(Variable.integer("N"), "4711x").message())
                .isEqualTo("is not an integer of at most 32 bits (from test, 5 characters)");
        assertThat(refusal(Variable.integer("N").range(1, 10), "11").message())
                .isEqualTo("must be between 1 and 10 (from test, 2 characters)");
        assertThat(refusal(Variable.port("P"), "0").message()).startsWith("must be a port between 1 and 65535");
        assertThat(refusal(Variable.bool("B"), "maybe").message()).startsWith("is neither true nor false");
        assertThat(refusal(Variable.enumeration("S", Stage.class), "prod").message())
                .startsWith("must be one of development, pre_production");
        assertThat(refusal(Variable.text("T").oneOf("red", "green"), "blue").message())
                .startsWith("must be one of red, green");
        assertThat(refusal(Variable.text("T").minLength(3), "ab").message())
                .startsWith("is too short: 2 of at least 3 characters");
        assertThat(refusal(Variable.uri("U"), "nowhere").message()).startsWith("is not a URL");
        assertThat(refusal(Variable.uri("U").rule(Rule.schemes("https")), "http://h")
                        .message())
                .startsWith("must be a URL with scheme https");
    }

    @Test
    void findsEveryProblemInOneRunInTheOrderOfTheDeclarations() {
        var variables = List.<Variable<?>>of(
                Variable.decimal("TAX_RATE").range(BigDecimal.ZERO, BigDecimal.ONE),
                Variable.secret("SECRET_KEY").minLength(32),
                Variable.text("REDIS_HOST"),
                Variable.text("EMPTY"),
                Variable.apiKey(Provider.OPENAI),
                Variable.integer("FINE"),
                Variable.databaseUrl("DATABASE_URL"));
        var values = Source.map(
                "test",
                Map.of(
                        "TAX_RATE", "1.9",
                        "SECRET_KEY", "CHANGE_THIS_SECRET_KEY_789  # MUST BE 32+",
                        "EMPTY", "  ",
                        "OPENAI_API_KEY", "sk-your-actual-key-here",
                        "FINE", "1",
                        "DATABASE_URL", "postgresql://admin:admin@db/orders"));

        var thrown = catchThrowableOfType(
                FailureException.class, () -> Environment.resolve(Variables.of(variables), values));

        assertThat(thrown.failure()).isEqualTo(Failure.CONFIGURATION);
        assertThat(thrown).hasMessage("6 variables are missing or wrong");
        assertThat(thrown.findings())
                .extracting(finding -> finding.code() + " " + finding.subject())
                .containsExactly(
                        "ENV-003 TAX_RATE",
                        "ENV-010 SECRET_KEY",
                        "ENV-001 REDIS_HOST",
                        "ENV-002 EMPTY",
                        "ENV-010 OPENAI_API_KEY",
                        "ENV-010 DATABASE_URL");
        assertThat(thrown.findings()).allMatch(finding -> !finding.fix().isEmpty());
        assertThat(thrown.findings().get(1).fix())
                .isEqualTo("openssl rand -hex 32, then set SECRET_KEY or SECRET_KEY_FILE");
    }

    @Test
    void saysOfASecretHowLongItIsAndHowToMakeABetterOne() {
        Finding shortOne = refusal(Variable.secret("SECRET_KEY").minLength(32), "Br4ss-Kettle-71");
        Finding uniform = refusal(Variable.secret("SECRET_KEY"), "ababababcabababab");

        assertThat(shortOne.code()).isEqualTo("ENV-011");
        assertThat(shortOne.message())
                .isEqualTo("is too short: 15 of at least 32 characters (from test, 15 characters)");
        assertThat(shortOne.fix()).startsWith("openssl rand -hex 32");
        assertThat(uniform.code()).isEqualTo("ENV-011");
        assertThat(uniform.message()).startsWith("has only 3 different characters");
    }

    @Test
    void doesNotLetACommentLendASecretItsLength() {
        assertThat(refusal(Variable.secret("SECRET_KEY").minLength(32), "Br4ss-Kettle-71  # at least 32 of them please")
                        .message())
                .startsWith("is too short: 15 of at least 32 characters");
    }

    @Test
    void warnsOfOdditiesAndKeepsTheValueAsItIs() {
        var commented = Variable.secret("SECRET_KEY");
        var quoted = Variable.text("QUOTED");
        var shaped = Variable.apiKey(Provider.OPENAI);
        var recommended = Variable.uri("SENTRY_DSN").recommended();
        var env = Environment.resolve(
                Variables.of(
                        commented,
                        quoted,
                        shaped,
                        recommended,
                        Variable.text("QUIET").optional()),
                Source.map(
                        "test",
                        Map.of(
                                "SECRET_KEY", GOOD + " # mine",
                                "QUOTED", "\"words\"",
                                "OPENAI_API_KEY", "Qw3rTz7uIoPa5sDfGh2jKl")));

        assertThat(env.get(commented).reveal()).endsWith("# mine");
        assertThat(env.get(quoted)).isEqualTo("\"words\"");
        assertThat(env.warnings())
                .extracting(finding -> finding.code() + " " + finding.subject())
                .containsExactly(
                        "ENV-013 SECRET_KEY", "ENV-015 QUOTED", "ENV-014 OPENAI_API_KEY", "ENV-050 SENTRY_DSN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${DB_PASSWORD}", "{{resolve:ssm:/db/password}}", "$(DB_PASSWORD)", "%DB_PASSWORD%", "<password>"
            })
    void refusesTemplatesThatNothingFilledIn(String value) {
        assertThat(refusal(Variable.text("NAME"), value).code()).isEqualTo("ENV-012");
        assertThat(refusal(Variable.secret("PASSWORD"), value).code()).isEqualTo("ENV-012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${USER}-${PASSWORD}",
                "x-${PW}",
                "x-${PW:-none}-y",
                "key-{{ vault.key }}",
                "abc$(openssl rand -hex 32)",
                "a${b}$(SECRET_KEY)z"
            })
    void refusesATemplateInsideASecret(String value) {
        assertThat(refusal(Variable.secret("PASSWORD"), value).code()).isEqualTo("ENV-012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Kx7p${-anTed}9qW3nf8", "Kx7p$(+anTed)9qW3nf8", "Kx7p<anTed>9qW3nf8", "Kx7p-${anTed9qW3nf8"})
    void takesASecretThatHappensToHaveBrackets(String value) {
        assertThat(Trial.of(Variable.secret("PASSWORD"), value)).isEmpty();
    }

    @Test
    void refusesATemplateInsideAUrl() {
        assertThat(refusal(Variable.databaseUrl("DATABASE_URL"), "postgresql://app:${DB_PASSWORD}@db/orders")
                        .code())
                .isEqualTo("ENV-012");
    }

    @Test
    void tellsAKeyOfAnotherProvider() {
        String key = "sk-ant-api03-Qw3rTz7uIoPa5sDfGh2jKl";

        assertThat(refusal(Variable.apiKey(Provider.OPENAI), key).message())
                .startsWith("looks like a key of Anthropic");
        assertThat(resolve(Variable.apiKey(Provider.ANTHROPIC), key).warnings()).isEmpty();
        assertThat(resolve(Variable.apiKey(Provider.DEEPSEEK), "sk-Qw3rTz7uIoPa5sDfGh2jKl")
                        .warnings())
                .isEmpty();
        assertThat(refusal(Variable.apiKey("SOME_KEY"), "eyJhbGciOiJIUzI1NiJ9.e30.abc")
                        .message())
                .startsWith("is a short-lived access token");
        assertThat(refusal(Variable.apiKey("SOME_KEY"), "Qw3rTz7u IoPa5sDf").message())
                .startsWith("has a character that no API key has");
    }

    @ParameterizedTest
    @CsvSource({
        "'line\nbreak-Qw3rTz7u', ENV-017",
        "' Qw3rTz7uIoPa5sDf', ENV-017",
        "/run/secrets/db_password, ENV-018",
    })
    void refusesSecretsThatAreNotThemselves(String value, String code) {
        assertThat(refusal(Variable.secret("PASSWORD"), value).code()).isEqualTo(code);
    }

    @Test
    void suggestsTheNameThatWasProbablyMeant() {
        var values = new LinkedHashMap<String, String>();
        values.put("DB_URL", "x");
        values.put("OPENAI_KEY", "x");
        values.put("redis_host", "x");
        values.put("SECERT_KEY", "x");
        values.put("HOME", "x");
        var variables = List.<Variable<?>>of(
                Variable.databaseUrl("DATABASE_URL"),
                Variable.apiKey(Provider.OPENAI),
                Variable.text("REDIS_HOST"),
                Variable.secret("SECRET_KEY"),
                Variable.port("PORT"));

        var thrown = catchThrowableOfType(
                FailureException.class, () -> Environment.resolve(Variables.of(variables), Source.map("test", values)));

        assertThat(thrown.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "missing; did you mean DB_URL, which is set and not declared?",
                        "missing; did you mean OPENAI_KEY, which is set and not declared?",
                        "missing; did you mean redis_host, which is set and not declared?",
                        "missing; did you mean SECERT_KEY, which is set and not declared?",
                        "missing");
    }

    @Test
    void takesTheDefaultOrNothingWhereThatIsAllowed() {
        var withDefault = Variable.port("PORT").defaultValue(8080);
        var optional = Variable.text("NOTE").optional();
        var env = Environment.resolve(Variables.of(withDefault, optional), Source.map("test", Map.of("PORT", "")));

        assertThat(env.get(withDefault)).isEqualTo(8080);
        assertThat(env.origin(withDefault)).map(Origin::source).contains("default");
        assertThat(env.find(optional)).isEmpty();
        assertThat(env.origin(optional)).isEmpty();
        assertThatThrownBy(() -> env.get(optional))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("'NOTE' may be missing and is");
    }

    @Test
    void readsDeclaredConstantsAndNothingElse() {
        var declared = Variable.text("NOTE").optional();
        var env = Environment.resolve(Variables.of(declared), Source.map("test", Map.of()));

        assertThatThrownBy(() -> env.get(Variable.text("NOTE")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'NOTE' is not among the declared variables");
        assertThatThrownBy(() -> Environment.resolve(Variables.of(declared, Variable.port("NOTE"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'NOTE' is declared twice");
    }

    @Test
    void keepsTheOriginOfEachValueAndWhereElseItWasSet() {
        var variable = Variable.text("NOTE");
        var env = Environment.resolve(
                Variables.of(variable),
                Source.map("vault", Map.of("NOTE", "abc")),
                Source.map("late", Map.of("NOTE", "d")));

        assertThat(env.get(variable)).isEqualTo("abc");
        assertThat(env.origin(variable)).contains(new Origin("vault", 3, List.of("late")));
    }

    @Test
    void goesOnWhenASourceFailsOrARuleBreaks() {
        Source broken = new Source() {
            @Override
            public String name() {
                return "vault";
            }

            @Override
            public Optional<Sourced> find(String variable) throws Exception {
                throw new IOException("cannot reach vault with token hvs.Planted-Secret-77");
            }
        };

        var thrown = catchThrowableOfType(
                FailureException.class,
                () -> Environment.resolve(Variables.of(Variable.text("A"), Variable.text("B")), broken));

        assertThat(thrown.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(thrown.findings())
                .extracting(finding -> finding.code() + " " + finding.subject() + " " + finding.message())
                .containsExactly(
                        "ENV-031 A could not be read from source 'vault': IOException",
                        "ENV-031 B could not be read from source 'vault': IOException");
    }

    @Test
    void refusesDeclarationsThatCannotHold() {
        assertThatThrownBy(() -> Variable.text("two words")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Variable.text("T").range("a", "b")).hasMessage("'T' is text and has no range");
        assertThatThrownBy(() -> Variable.integer("N").range(5, 1)).hasMessage("'N': range min 5 > max 1");
        assertThatThrownBy(() -> Variable.integer("N").defaultValue(11).range(1, 10))
                .hasMessage("'N': the default value must be between 1 and 10");
        assertThatThrownBy(() -> Variable.port("P").defaultValue(99_999))
                .hasMessage("'P': the default value must be a port between 1 and 65535");
        assertThatThrownBy(() -> Variable.of("H", Type.list(Type.HOST)).defaultValue(List.of("a", "https://b")))
                .hasMessageStartingWith("'H': the default value ");
        assertThatThrownBy(() -> Variable.secret("S").defaultValue(Secret.of("x")))
                .hasMessage("'S': a secret has no default");
        assertThatThrownBy(() -> Variable.bool("B").minLength(1)).hasMessage("'B' is a boolean and has no length");
        assertThatThrownBy(() -> Variable.text("T").minLength(0)).hasMessage("'T': min length < 1: 0");
        assertThatThrownBy(() -> Variable.secret("S").oneOf(Secret.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
