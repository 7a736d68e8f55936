package io.muster.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.StartupFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path folder;

    private final LifecycleManager app = LifecycleManager.named("orders");

    @Test
    void holdsWhatAFailedStartFound() throws Exception {
        Path file = Files.writeString(folder.resolve("start.json"), "of the start before");
        app.attach(ReportFile.at(file, ReportFormat.JSON));
        app.add(Component.task("database", context -> {
            throw new FailureException(Failure.CREDENTIALS, "the password is refused");
        }));

        assertThatThrownBy(app::start).isInstanceOf(StartupFailedException.class);

        app.stop("ended");
        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().contains("the password is refused");
        assertThat(Files.readAllLines(file)).last().asString().contains("\"exit_code\":78");
        assertThat(files()).containsExactly("start.json");
    }

    @Test
    void saysThatAStartSucceeded() throws Exception {
        Path file = folder.resolve("start.txt");
        app.attach(ReportFile.at(file, ReportFormat.TEXT));
        app.start();
        await().until(() -> Files.exists(file));
        app.stop("ended");
        assertThat(file).content().contains("VALIDATION PASSED");
        assertThat(Files.getPosixFilePermissions(file))
                .as("for those who may read what the service writes")
                .isEqualTo(Files.getPosixFilePermissions(Files.writeString(folder.resolve("other.txt"), "")));
        Files.delete(folder.resolve("other.txt"));
        assertThat(files()).containsExactly("start.txt");
    }

    @Test
    void changesNothingWhereItCannotBeWritten() {
        app.attach(ReportFile.at(folder.resolve("missing").resolve("start.json"), ReportFormat.JSON));
        app.start();
        assertThat(app.view().state()).isEqualTo(LifecycleState.RUNNING);
        app.stop("ended");
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
