package io.muster.spring;

/** Ends a refresh that nobody wants any more. */
final class StartCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartCancelledException(String what) {
        super(what + ": the start is cancelled, as the JVM is going down");
    }
}
