package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        assertThat(refusal(file).failure()).contains(Failure.CONFIGURATION);
        assertThat(refusal(Path.of("/dev/null")).message())
                .isEqualTo("the file named by NOTE_FILE is neither a file nor a pipe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", " \n\n", "\uFEFF"})
    void anEmptyFileIsAnErrorAlsoWhereThereIsADefault(String content) throws IOException {
        Files.writeString(file, content);
        var map = Source.map("environment", Map.of("NOTE_FILE", file.toString()));
        var withDefault = Variables.of(Variable.text("NOTE").defaultValue("words"));

        var thrown =
                catchThrowableOfType(FailureException.class, () -> Environment.resolve(withDefault, Source.files(map)));

        assertThat(thrown.findings())
                .extracting(Finding::message)
                .containsExactly("the file named by NOTE_FILE is empty");
    }

    @Test
    void readsAsMuchAsFits() throws IOException {
        Files.writeString(file, "x".repeat(64 * 1024));

        assertThat(resolve(Map.of("NOTE_FILE", file.toString())).get(NOTE)).hasSize(64 * 1024);
    }

    @Test
    void readsAPipe() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        var writer = new Thread(() -> {
            try {
                Files.writeString(file, "words\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();

        assertThat(resolve(Map.of("NOTE_FILE", file.toString())).get(NOTE)).isEqualTo("words");
        writer.join();
    }

    @Test
    void saysWhoMayNotReadWhat() throws IOException {
        Files.writeString(file, "words");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-r-----"));
        Object user = Files.getAttribute(file, "unix:uid");

        var denied = ValueFile.denied(file);

        assertThat(denied.message())
                .isEqualTo("may not be read by this process, which runs as uid " + user + "; it belongs to uid " + user
                        + " and has mode 0240");
        assertThat(denied.failure()).isEqualTo(Failure.PERMISSION);
        assertThat(denied.fix()).contains("chmod 0444");
    }

    @Test
    void aFileThatMayNotBeReadIsAMatterOfPermission() throws IOException {
        Files.writeString(file, "words");
        var refusing = new FileSource(Source.map("environment", Map.of("NOTE_FILE", file.toString())), path -> {
            throw new AccessDeniedException(path.toString());
        });

        var thrown =
                catchThrowableOfType(FailureException.class, () -> Environment.resolve(Variables.of(NOTE), refusing));

        assertThat(thrown.findings())
                .containsExactly(Finding.error(
                                Failure.PERMISSION,
                                "NOTE",
                                "the file named by NOTE_FILE "
                                        + ValueFile.denied(file).message())
                        .code("ENV-030")
                        .fix(ValueFile.denied(file).fix()));
        assertThat(thrown.failure().exitCode()).isEqualTo(77);
    }
}
