package io.muster.validation;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the {@link Report} of a start to a file, once the start has succeeded or failed: for log search, for a sidecar.
 *
 * <pre>{@code
 * app.attach(ReportFile.at(Path.of("/var/run/orders/start.json"), ReportFormat.JSON));
 * }</pre>
 *
 * <p>The file is there as a whole or not at all, and replaces the one of the start before. One that cannot be written is
 * logged, and changes nothing about the service. Immutable.
 */
public final class ReportFile implements Attachment {
    private static final Logger log = LoggerFactory.getLogger(ReportFile.class);

    private final Path file;
    private final ReportFormat format;

    private ReportFile(Path file, ReportFormat format) {
        this.file = file;
        this.format = format;
    }

    /** Written there, in this format; the folder must be there already. */
    public static ReportFile at(Path file, ReportFormat format) {
        return new ReportFile(requireNonNull(file, "file").toAbsolutePath(), requireNonNull(format, "format"));
    }

    @Override
    public AutoCloseable open(LifecycleView view) {
        view.listen(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (to == LifecycleState.RUNNING || to == LifecycleState.FAILED) {
                    view.startup().map(Report::of).ifPresent(ReportFile.this::write);
                }
            }
        });
        // listens to the very end: a start has failed only once everything is stopped and closed
        return () -> {};
    }

    private void write(Report report) {
        try {
            // not by createTempFile, whose files are for their owner alone, and no sidecar
            Path written = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.writeString(written, report.render(format), StandardOpenOption.CREATE_NEW);
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            log.warn("the report of the start cannot be written to {}: {}", file, e.toString());
        }
    }
}
