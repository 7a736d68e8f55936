package io.muster.spring;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.StartupFailedException;
import java.util.stream.Collectors;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** Fails the refresh of the context: Boot prints what it says instead of a stack trace and exits with its code. */
final class ServiceStartException extends FailureAnalyzedException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;
    private static final int CONFIGURATION = 78;

    private final int exitCode;

    private ServiceStartException(String description, int exitCode, Throwable cause) {
        // no action: each finding of the report comes with its own fix
        super(description, null, cause);
        this.exitCode = exitCode;
    }

    /** Components did not start; the report says why. */
    static ServiceStartException failed(StartupFailedException cause) {
        String lines = System.lineSeparator();
        return new ServiceStartException(
                cause.getMessage() + lines + lines + cause.report().toText(), cause.exitCode(), cause);
    }

    /** The graph or the budgets are impossible, and nothing was started. */
    static ServiceStartException impossible(String service, Throwable cause) {
        return new ServiceStartException("'" + service + "' cannot start: " + cause.getMessage(), CONFIGURATION, cause);
    }

    /** Something failed before there was anything to start. */
    static ServiceStartException of(String service, FailureException cause) {
        String lines =
                cause.findings().stream().map(ServiceStartException::line).collect(Collectors.joining());
        return new ServiceStartException(
                "'" + service + "' cannot start: " + cause.getMessage() + lines,
                cause.failure().exitCode(),
                cause);
    }

    private static String line(Finding finding) {
        String end = System.lineSeparator();
        return end + end + "  x " + (finding.code().isEmpty() ? "" : finding.code() + "  ") + finding.subject() + ": "
                + finding.message() + (finding.fix().isEmpty() ? "" : end + "      fix: " + finding.fix());
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
