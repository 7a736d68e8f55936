package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a value, no text that comes of it holds the value. */
class PlantedSecretTest {
    private static final String PLANTED = "Kx7pLanTed9qW";

    static Stream<String> values() {
        return Stream.of(
                PLANTED,
                PLANTED + "\n",
                PLANTED + " # comment",
                "change_me_" + PLANTED,
                "${" + PLANTED + "}",
                "postgresql://user:" + PLANTED + "@host:port/db",
                "postgresql://user:" + PLANTED + "/@host/db",
                "postgresql://user:" + PLANTED + "%zz@host/db",
                "postgresql://user:" + PLANTED + "@host",
                "ftp://user:" + PLANTED + "@host/db",
                "redis://:" + PLANTED + "@host/" + PLANTED,
                "https://user:" + PLANTED + "@",
                "\"" + PLANTED + "\"",
                "/run/secrets/" + PLANTED,
                "eyJ" + PLANTED,
                "sk-ant-" + PLANTED);
    }

    @ParameterizedTest
    @MethodSource("values")
    void isInNoFinding(String value) {
        var variables = List.<Variable<?>>of(
                Variable.text("TEXT").oneOf("red"),
                Variable.integer("INTEGER"),
                Variable.decimal("DECIMAL"),
                Variable.bool("BOOL"),
                Variable.duration("DURATION"),
                Variable.uri("URI").rule(Rule.schemes("ws")),
                Variable.port("PORT"),
                Variable.databaseUrl("DATABASE_URL"),
                Variable.redisUrl("REDIS_URL"),
                Variable.secret("SECRET").minLength(300),
                Variable.apiKey(Provider.GROQ).minLength(300),
                Variable.text("FROM_FILE"),
                Variable.enumeration("STAGE", EnvironmentTest.Stage.class));
        var values = new HashMap<String, String>();
        variables.forEach(variable -> values.put(variable.name(), value));
        values.put("FROM_FILE_FILE", value);
        var map = Source.map("test", Map.copyOf(values));

        var thrown = catchThrowableOfType(
                FailureException.class, () -> Environment.resolve(Variables.of(variables), Source.files(map), map));

        var texts = new ArrayList<String>();
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        texts.add(trace.toString());
        thrown.findings().forEach(finding -> texts.add(finding.toString()));
        assertThat(texts).hasSizeGreaterThan(10).noneMatch(text -> text.contains(PLANTED));
    }
}
