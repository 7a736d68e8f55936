package io.muster.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a start that failed or was cancelled, after everything that had started was stopped again.
 *
 * <p>The first failure is the cause; later ones are suppressed. Where one of them, or what is behind it, tells a secret, a
 * stand-in with the same trace and the words scrubbed takes its place: an uncaught exception may be printed as it is.
 */
public final class StartupFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StartupReport report;

    StartupFailedException(StartupReport report, List<Throwable> causes) {
        super(message(report), first(causes));
        this.report = report;
        causes.stream().skip(1).forEach(this::addSuppressed);
    }

    private static @Nullable Throwable first(List<Throwable> causes) {
        return causes.isEmpty() ? null : causes.get(0);
    }

    private static String message(StartupReport report) {
        var errors = report.errors();
        String head = "'" + report.service() + "' did not start: " + report.reason();
        return errors.isEmpty()
                ? head
                : head + "; " + errors.get(0).subject() + ": " + errors.get(0).message()
                        + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "");
    }

    /** How the start went. */
    public StartupReport report() {
        return report;
    }

    /** What the process should exit with. */
    public int exitCode() {
        return report.exitCode();
    }
}
