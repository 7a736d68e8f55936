package io.muster.health;

/** Lets a line be logged where an exception of the log itself would end what must go on. */
final class Quietly {
    private Quietly() {}

    static void log(Runnable line) {
        try {
            line.run();
        } catch (RuntimeException | Error e) {
            // there is nobody left to tell
        }
    }
}
