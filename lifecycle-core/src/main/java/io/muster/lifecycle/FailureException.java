package io.muster.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a start or a check that knows what kind of failure it met, or that found several things wrong at once.
 *
 * <p>The stack trace is kept out of reports: what is expected to fail is explained, not dumped.
 */
public class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final transient List<Finding> findings;

    /** One failure, in words. */
    public FailureException(Failure failure, String message) {
        this(failure, message, null);
    }

    /** One failure, in words, and what caused it. */
    public FailureException(Failure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.findings = List.of();
    }

    /** Several findings; the kind is that of the first error by exit-code precedence. */
    public FailureException(String message, List<Finding> findings) {
        super(message);
        this.findings = List.copyOf(findings);
        this.failure = ExitCodes.gravest(this.findings);
    }

    /** The kind of the failure. */
    public Failure failure() {
        return failure;
    }

    /** The single findings; empty when the message says it all. */
    public List<Finding> findings() {
        return findings;
    }
}
