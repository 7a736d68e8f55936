package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The declarations that the documentation shows are the ones that are tested. */
class GuidesDocTest {
    private static final Path PAGE = Path.of("..", "docs", "environment.md");
    private static final Path GUIDES =
            Path.of("src", "test", "java", "io", "muster", "validation", "environment", "Guides.java");
    private static final int INDENT = 8;

    @ParameterizedTest
    @ValueSource(strings = {"kairos", "kirotodo", "lambda", "tria", "rag"})
    void quotesTheGuide(String mark) throws IOException {
        String source = Files.readString(GUIDES);
        String begin = "// <" + mark + ">\n";
        String quoted = source.substring(
                        source.indexOf(begin) + begin.length(),
                        source.indexOf(" ".repeat(INDENT) + "// </" + mark + ">"))
                .lines()
                .map(line -> line.isBlank() ? line : line.substring(INDENT))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(PAGE)).contains("```java\n" + quoted + "\n```");
    }
}
