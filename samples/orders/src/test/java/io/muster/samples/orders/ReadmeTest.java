package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows compiles, because it is a compiled file. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void quotesTheQuickstart() throws IOException {
        String source = Files.readString(
                Path.of("src", "main", "java", "io", "muster", "samples", "orders", "Quickstart.java"));
        String quoted = source.substring(
                        source.indexOf("// <readme>\n") + "// <readme>\n".length(), source.indexOf("    // </readme>"))
                .lines()
                .map(line -> line.isBlank() ? line : line.substring(4))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + quoted + "\n```");
    }

    @Test
    void isShort() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
    }
}
