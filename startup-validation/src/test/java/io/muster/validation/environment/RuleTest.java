package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTest {

    static Stream<List<Object>> refusals() {
        return Stream.of(
                List.of(Variable.integer("N").rule(Rule.atLeast(2)), "1", "must be at least 2"),
                List.of(Variable.integer("N").rule(Rule.atMost(2)), "3", "must be at most 2"),
                List.of(Variable.decimal("N").rule(Rule.above(BigDecimal.ZERO)), "0.0", "must be greater than 0"),
                List.of(Variable.decimal("N").rule(Rule.below(BigDecimal.ONE)), "1", "must be less than 1"),
                List.of(Variable.integer("N").rule(Rule.noneOf(1, 2)), "2", "must not be 1, 2"),
                List.of(Variable.text("T").maxLength(3), "four", "is too long: 4 of at most 3 characters"),
                List.of(
                        Variable.uri("U").rule(Rule.schemes("https", "wss")),
                        "http://h",
                        "must be a URL with scheme https, wss"),
                List.of(
                        Variable.uri("U").rule(Rule.noCredentials()),
                        "http://me@h",
                        "must not have a user or password in it"),
                List.of(
                        Variable.of("L", Type.list(Type.PORT)).rule(Rule.items(2, 3)),
                        "1",
                        "must have from 2 to 3 values"),
                List.of(
                        Variable.of("L", Type.list(Type.PORT)).rule(Rule.unique()),
                        "1,2,1",
                        "must not have a value twice"),
                List.of(
                        Variable.of("L", Type.list(Type.PORT)).rule(Rule.each(Rule.above(1024))),
                        "8080,80",
                        "has a value that must be greater than 1024"),
                List.of(Variable.integer("N").rule(Rule.of("must be even", n -> n % 2 == 0)), "3", "must be even"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatAValueMustBe(List<Object> example) {
        assertThat(Trial.of((Variable<?>) example.get(0), (String) example.get(1)))
                .containsExactly("ENV-003 " + example.get(2));
    }

    @Test
    void aRuleForEachIsAsGraveAsTheRule() {
        Rule<Integer> rule = Rule.above(1024);
        var ports = Variable.of("L", Type.list(Type.PORT));

        assertThat(Trial.of(ports.rule(Rule.each(rule.warning())), "80"))
                .containsExactly("ENV-053 has a value that must be greater than 1024");
        assertThat(Trial.findings(Variables.of(ports.rule(Rule.each(rule.warning()))), Map.of("L", "80")))
                .noneMatch(finding -> finding.failure().isPresent());
        assertThat(Trial.of(ports.rule(Rule.each(rule.code(Codes.WEAK))), "80"))
                .containsExactly("ENV-011 has a value that must be greater than 1024");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, false",
        "1.1, true",
        "2.0, false",
    })
    void takesRangesWithAndWithoutTheirEnds(String value, boolean fits) {
        var open = Variable.decimal("N").rule(Rule.above(BigDecimal.ONE)).rule(Rule.below(BigDecimal.valueOf(2)));
        var closed = Variable.decimal("N").range(BigDecimal.ONE, BigDecimal.valueOf(2));

        assertThat(Trial.of(open, value).isEmpty()).isEqualTo(fits);
        assertThat(Trial.of(closed, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, true",
        "http://api.localhost, true",
        "http://127.0.0.53, true",
        "http://[::1]:80, true",
        "http://0.0.0.0, true",
        "http://host.docker.internal, true",
        "http://user:localhost@example.com, false",
        "http://localhost.example.com, false",
        "http://10.0.0.1, false",
    })
    void knowsWhichHostsAreThisMachine(String url, boolean local) {
        assertThat(Trial.of(Variable.uri("U").rule(Rule.notLocal()), url).isEmpty())
                .isNotEqualTo(local);
    }

    @Test
    void findsTheHostsInEveryTypeThatNamesSome() {
        assertThat(Trial.of(
                        Variable.databaseUrl("D").rule(Rule.notLocal()), "postgres://db.example.com:1,localhost:2/d"))
                .hasSize(1);
        assertThat(Trial.of(Variable.redisUrl("R").rule(Rule.notLocal()), "redis://localhost"))
                .hasSize(1);
        assertThat(Trial.of(Variable.of("H", Type.HOST).rule(Rule.notLocal()), "localhost"))
                .hasSize(1);
        assertThat(Trial.of(Variable.of("H", Type.list(Type.HOST_AND_PORT)).rule(Rule.notLocal()), "k:1,localhost:2"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://ollama:11434, true",
        "http://192.168.1.4, true",
        "http://[fd12::1], true",
        "http://api.openai.com, false",
        "http://8.8.8.8, false"
    })
    void knowsWhatIsPrivate(String url, boolean isPrivate) {
        assertThat(Trial.of(Variable.uri("U").rule(Rule.isPrivate()), url).isEmpty())
                .isEqualTo(isPrivate);
    }

    @Test
    void looksAtTheFileSystem(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        String missing = directory.resolve("missing").toString();
        var files = Variable.of("P", Type.PATH).rule(Rule.file()).rule(Rule.readable());
        var directories = Variable.of("P", Type.PATH).rule(Rule.directory()).rule(Rule.writable());

        assertThat(Trial.of(files, file.toString())).isEmpty();
        assertThat(Trial.of(files, directory.toString())).containsExactly("ENV-003 must be an existing file");
        assertThat(Trial.of(files, missing))
                .containsExactly("ENV-003 must be an existing file", "ENV-003 must be readable by this process");
        assertThat(Trial.of(directories, directory.toString())).isEmpty();
        assertThat(Trial.of(directories, missing)).hasSize(2);
    }

    @Test
    void asksTheMachineForADefaultOnlyWhenItIsUsed() {
        var variable = Variable.of("P", Type.PATH).rule(Rule.directory()).defaultValue(Path.of("/no/such/place"));

        assertThat(Trial.codes(Variables.of(variable), Map.of())).containsExactly("ENV-003 P");
    }

    @Test
    void findsEveryRuleThatAValueBreaks() {
        var url = Variable.uri("U")
                .rule(Rule.schemes("https"))
                .rule(Rule.notLocal())
                .rule(Rule.noCredentials());

        assertThat(Trial.of(url, "http://me@localhost")).hasSize(3);
    }

    @Test
    void warnsWhereThatIsEnoughAndAdvises() {
        var variable = Variable.integer("N")
                .rule(Rule.<Integer>of("should be even", n -> n % 2 == 0)
                        .warning()
                        .fix("add one"));
        var findings = Trial.findings(Variables.of(variable), Map.of("N", "3"));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).failure()).isEmpty();
        assertThat(findings.get(0).code()).isEqualTo("ENV-053");
        assertThat(findings.get(0).fix()).isEqualTo("add one");
    }

    @Test
    void refusesADefaultThatBreaksARuleAtItsDeclaration() {
        assertThatThrownBy(() -> Variable.integer("N").rule(Rule.atLeast(2)).defaultValue(1))
                .hasMessage("'N': the default value must be at least 2");
    }
}
