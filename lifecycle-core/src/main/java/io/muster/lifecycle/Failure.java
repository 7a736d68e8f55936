package io.muster.lifecycle;

/**
 * The kind of a failure: it decides whether a retry can help and which exit code tells the platform so.
 *
 * <p>The codes are those of BSD's {@code sysexits.h}, so that systemd's {@code RestartPreventExitStatus=78} or a
 * Kubernetes {@code podFailurePolicy} can tell "do not restart" from "try again".
 */
public enum Failure {
    /** A setting is missing or wrong. Exit code 78. */
    CONFIGURATION(78, false),
    /** A password, key or token was refused. Never retried: retries lock accounts. Exit code 78. */
    CREDENTIALS(78, false),
    /** Who we are is known and not allowed. Exit code 77. */
    PERMISSION(77, false),
    /** Nothing answers there. Exit code 69. */
    UNAVAILABLE(69, true),
    /** It answers that it has too much to do. Exit code 75. */
    OVERLOADED(75, true),
    /** No answer in time. Exit code 69, or 124 when the start budget is the only cause. */
    TIMEOUT(69, true),
    /** Code broke: an unexpected exception, an {@code Error}, a null. Exit code 70. */
    BUG(70, false);

    private final int exitCode;
    private final boolean retryable;

    Failure(int exitCode, boolean retryable) {
        this.exitCode = exitCode;
        this.retryable = retryable;
    }

    /** The process exit code when a start ends with this failure alone. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether trying again may help. */
    public boolean retryable() {
        return retryable;
    }
}
