package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    private static final Variable<String> NOTE = Variable.text("NOTE");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("note");
    }

    private Environment resolve(Map<String, String> values) {
        var map = Source.map("environment", values);
        return Environment.resolve(Variables.of(NOTE), Source.files(map), map);
    }

    private Finding refusal(Path path) {
        var thrown = catchThrowableOfType(FailureException.class, () -> resolve(Map.of("NOTE_FILE", path.toString())));
        assertThat(thrown).isNotNull();
        assertThat(thrown.findings()).hasSize(1);
        return thrown.findings().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "words\n", "words\r\n", "\uFEFFwords"})
    void readsTheFileWithoutMarkAndLastNewline(String content) throws IOException {
        Files.writeString(file, content);

        var env = resolve(Map.of("NOTE_FILE", file.toString()));

        assertThat(env.get(NOTE)).isEqualTo("words");
        assertThat(env.origin(NOTE)).contains(new Origin("file named by NOTE_FILE", 5, List.of()));
    }

    @Test
    void stripsOneNewlineAndReportsAnother() throws IOException {
        Files.writeString(file, "Qw3rTz7uIoPa5sDf\n\n");
        var secret = Variable.secret("NOTE");
        var map = Source.map("environment", Map.of("NOTE_FILE", file.toString()));

        var thrown = catchThrowableOfType(
                FailureException.class, () -> Environment.resolve(Variables.of(secret), Source.files(map)));

        assertThat(thrown.findings().get(0).message()).startsWith("has a line break");
    }

    @Test
    void prefersTheFileAndWarnsWhenTheVariableDiffers() throws IOException {
        Files.writeString(file, "from the file");

        var differing = resolve(Map.of("NOTE_FILE", file.toString(), "NOTE", "from elsewhere"));
        var agreeing = resolve(Map.of("NOTE_FILE", file.toString(), "NOTE", "from the file"));

        assertThat(differing.get(NOTE)).isEqualTo("from the file");
        assertThat(differing.warnings()).extracting(Finding::code).containsExactly("ENV-032");
        assertThat(agreeing.warnings()).isEmpty();
    }

    @Test
    void takesAnEmptyPointerForNone() {
        assertThat(resolve(Map.of("NOTE_FILE", "", "NOTE", "words")).get(NOTE)).isEqualTo("words");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThat(refusal(folder.resolve("none")).message()).isEqualTo("the file named by NOTE_FILE does not exist");
        assertThat(refusal(folder).message()).isEqualTo("the file named by NOTE_FILE is a directory");
        Files.write(file, new byte[64 * 1024 + 1]);
        assertThat(refusal(file).message()).isEqualTo("the file named by NOTE_FILE is larger than 64 KiB");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThat(refusal(file).message()).isEqualTo("the file named by NOTE_FILE is not UTF-8 text");
        assertThat(refusal(file).code()).isEqualTo("ENV-030");
        Files.write(file, "\n".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(file).message()).isEqualTo("set but empty (in file named by NOTE_FILE)");
    }
}
