package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar of {@code .env} files, line by line. */
class EnvFileTest {

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("A=b", "b"),
                arguments("A=", ""),
                arguments("A= ", ""),
                arguments("A = b ", "b"),
                arguments("  \tA\t=\tb\t", "b"),
                arguments("export A=b", "b"),
                arguments("export\tA=b", "b"),
                arguments("A=b\r\n", "b"),
                arguments("\uFEFFA=b", "b"),
                arguments("A=b c", "b c"),
                arguments("A=b=c", "b=c"),
                arguments("A=b#c", "b#c"),
                arguments("A=#b", "#b"),
                arguments("A= #b", ""),
                arguments("A=b # c", "b"),
                arguments("A=b\t#c", "b"),
                arguments("A=b \\n c", "b \\n c"),
                arguments("A=b'c", "b'c"),
                arguments("A=b\"c\"", "b\"c\""),
                arguments("A='b # c'", "b # c"),
                arguments("A='b\\n\"${C}\"'", "b\\n\"${C}\""),
                arguments("A='b' # c", "b"),
                arguments("A='b'#c", "b"),
                arguments("A=''", ""),
                arguments("A='b\nc'", "b\nc"),
                arguments("A=\"b # c\"", "b # c"),
                arguments("A=\" b \"", " b "),
                arguments("A=\"b\" # c", "b"),
                arguments("A=\"b\\nc\\rd\\te\\\\f\\\"g\\$h\"", "b\nc\rd\te\\f\"g$h"),
                arguments("A=\"b\\xc\"", "b\\xc"),
                arguments("A=\"b\nc\"", "b\nc"),
                arguments("A=\"b\r\nc\"", "b\nc"),
                arguments("A=\"\"", ""),
                arguments("A=${B}", "${B}"),
                arguments("A=ключ", "ключ"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsAValue(String text, String value) {
        var file = EnvFile.parse(text);

        assertThat(file.problems()).isEmpty();
        assertThat(file.entries()).containsExactly(new EnvFile.Entry("A", value, 1));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsTheSameBetweenOtherLines(String text, String value) {
        var file = EnvFile.parse("# before\n\nB='1'\n" + text.replace("\uFEFF", "") + "\nC=\"2\"\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.entries())
                .extracting(entry -> entry.name() + "=" + entry.text())
                .containsExactly("B=1", "A=" + value, "C=2");
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                arguments("A", 2, "has no '=' after the name"),
                arguments("A b", 3, "has no '=' after the name"),
                arguments("A: b", 2, "has no '=' after the name"),
                arguments("export A", 9, "has no '=' after the name"),
                arguments("=b", 1, "does not begin with a name"),
                arguments("1A=b", 1, "does not begin with a name"),
                arguments("  ÄA=b", 3, "does not begin with a name"),
                arguments("A=\"b", 3, "has a quote that is never closed"),
                arguments("A='b", 3, "has a quote that is never closed"),
                arguments("A=\"b\\\"", 3, "has a quote that is never closed"),
                arguments("A=\"b\"c", 6, "goes on after the closing quote"),
                arguments("A='it's'", 7, "goes on after the closing quote"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void saysWhereALineIsWrongAndGoesOn(String text, int column, String message) {
        var file = EnvFile.parse("B=1\n" + text + "\n# more\nC=2\n");

        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.fix()).isNotEmpty();
        });
        assertThat(file.entries()).extracting(EnvFile.Entry::name).containsExactly("B", "C");
    }

    static Stream<Arguments> references() {
        return Stream.of(
                arguments("${HOST}", "db"),
                arguments("http://${HOST}:${PORT}/", "http://db:5432/"),
                arguments("\"<${HOST}>\"", "<db>"),
                arguments("'${HOST}'", "${HOST}"),
                arguments("\"\\${HOST}\"", "${HOST}"),
                arguments("$HOST", "$HOST"),
                arguments("${HOST:-x}", "db"),
                arguments("${NONE:-x}", "x"),
                arguments("${NONE-x}", "x"),
                arguments("${EMPTY:-x}", "x"),
                arguments("${EMPTY-x}", ""),
                arguments("${EMPTY}", ""),
                arguments("${HOST:?must be set}", "db"),
                arguments("${EMPTY?}", ""),
                arguments("${BEFORE}", "earlier line"),
                arguments("${NONE:-}", ""),
                arguments("${NONE:-a # b}", "a # b"));
    }

    private static final Map<String, String> OUTER = Map.of("HOST", "db", "PORT", "5432", "EMPTY", "");

    private static EnvFile interpolated(String text) {
        return EnvFile.parse(text, name -> Optional.ofNullable(OUTER.get(name)));
    }

    @ParameterizedTest
    @MethodSource("references")
    void replacesReferencesWhenAsked(String text, String value) {
        var file = interpolated("HOST=not this\nBEFORE=earlier line\nA=" + text);

        assertThat(file.problems()).isEmpty();
        assertThat(file.entries().get(2).text()).isEqualTo(value);
    }

    static Stream<Arguments> wrongReferences() {
        return Stream.of(
                arguments("x${NONE}", 4, "refers to NONE, which is not set"),
                arguments("${NONE:?}", 3, "refers to NONE, which is not set"),
                arguments("${EMPTY:?}", 3, "refers to EMPTY, which is not set"),
                arguments("${LATER}", 3, "refers to LATER, which is not set"),
                arguments("${", 3, "has a reference that is not ${NAME}"),
                arguments("${}", 3, "has a reference that is not ${NAME}"),
                arguments("${1A}", 3, "has a reference that is not ${NAME}"),
                arguments("${HOST", 3, "has a reference that is not ${NAME}"),
                arguments("${HOST:+x}", 3, "has a reference that is not ${NAME}"),
                arguments("${NONE:-${HOST}}", 3, "has a reference that is not ${NAME}"),
                arguments("${HOST.x}", 3, "has a reference that is not ${NAME}"));
    }

    @ParameterizedTest
    @MethodSource("wrongReferences")
    void saysWhichReferenceIsWrong(String text, int column, String message) {
        var file = interpolated("A=" + text + "\nLATER=1\n");

        assertThat(file.entries()).extracting(EnvFile.Entry::name).containsExactly("LATER");
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).isEqualTo(message);
        });
    }

    @Test
    void printsNoValue() {
        var file = EnvFile.parse("A=\"Kx7pLanTed9qW\nB\nKx7pLanTed9qW\nKx7pLanTed9qW=\"x\n'Kx7pLanTed9qW'");

        assertThat(file.problems()).hasSizeGreaterThan(1);
        assertThat(file.toString()).doesNotContain("=Kx7p", "\"Kx7p", "'Kx7p");
        assertThat(file.problems().stream().map(EnvFile.Problem::toString).collect(Collectors.joining()))
                .doesNotContain("Kx7p");
    }

    @Test
    void readsAMegabyteOfAnythingInOnePass() {
        for (String piece : new String[] {"A=\"\\", "A='", "${", "A=\"x\"y\n", "#", " ", "A=${A:-"}) {
            String text = piece.repeat(1_000_000 / piece.length());

            assertThat(EnvFile.parse(text).problems().size()).isLessThan(1_000_000);
            assertThat(interpolated(text).problems().size()).isLessThan(1_000_000);
        }
    }
}
