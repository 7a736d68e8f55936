package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No value makes any type, rule or detector take more than time in proportion to its length. */
class HugeValueTest {
    private static final int LENGTH = 1 << 20;

    static Stream<String> values() {
        return Stream.of(
                        "a", "x", "0", "9", " ", "#", " #", "your-", "change-", "-", "_", "://", "u:p@", "%", "%41",
                        "${", "<", "/", ",", "1,", "a.", ":", "\"", "sk-", "1.", "[", "=&", "é")
                .flatMap(piece -> Stream.of(
                        piece.repeat(LENGTH / piece.length()), "postgres://" + piece.repeat(LENGTH / piece.length())));
    }

    @ParameterizedTest(name = "{index}") // a name with the value would be huge
    @MethodSource("values")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void isJudgedInTimeThatGrowsWithItsLength(String value) {
        var declared = new ArrayList<Variable<?>>(List.of(
                Variable.text("TEXT").minLength(2_000_000).maxLength(10).oneOf("red"),
                Variable.integer("INTEGER").range(1, 2),
                Variable.of("LONG", Type.LONG),
                Variable.decimal("DECIMAL"),
                Variable.bool("BOOL"),
                Variable.enumeration("STAGE", EnvironmentTest.Stage.class),
                Variable.duration("DURATION").range(Duration.ZERO, Duration.ofDays(1)),
                Variable.of("SIZE", Type.SIZE),
                Variable.uri("URI")
                        .rule(Rule.schemes("ws"))
                        .rule(Rule.notLocal())
                        .rule(Rule.noCredentials()),
                Variable.databaseUrl("DATABASE_URL").rule(Rule.notLocal()),
                Variable.redisUrl("REDIS_URL").rule(Rule.isPrivate())));
        declared.addAll(List.of(
                Variable.of("HOST", Type.HOST).rule(Rule.notLocal()),
                Variable.port("PORT"),
                Variable.of("ADDRESS", Type.HOST_AND_PORT),
                Variable.of("CIDRS", Type.list(Type.CIDR)).rule(Rule.items(1, 2)),
                Variable.of("ITEMS", Type.list(Type.TEXT)).rule(Rule.unique()).rule(Rule.notLocal()),
                Variable.of("EMAIL", Type.EMAIL),
                Variable.of("PATH", Type.PATH).rule(Rule.directory()),
                Variable.of("UUID", Type.UUID_TEXT),
                Variable.of("HEX", Type.hex(16)),
                Variable.of("BASE64", Type.base64(1 << 20)),
                Variable.secret("SECRET").minLength(2_000_000)));
        declared.addAll(List.of(Variable.apiKey(Provider.OPENAI), Variable.text("VITE_TEXT"), Variable.apiKey("KEY")));
        var values = new HashMap<String, String>();
        declared.forEach(variable -> values.put(variable.name(), value));

        assertThat(Trial.findings(Variables.of(declared), Map.copyOf(values))).isNotEmpty();
    }
}
