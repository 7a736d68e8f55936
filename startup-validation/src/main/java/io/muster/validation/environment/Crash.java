package io.muster.validation.environment;

/** What to do with anything that foreign code throws. */
final class Crash {
    private Crash() {}

    /** Throws again what nothing can go on after; a stack overflow is not among it, since it ends with the call. */
    static void rethrowIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
