package io.muster.lifecycle;

import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Writes what must not get lost: to the log, or to standard error where no logging is bound. */
final class StandardError {
    private StandardError() {}

    static void report(Logger log, String text) {
        if (log instanceof NOPLogger) {
            System.err.println(text);
        } else {
            log.error("\n{}", text);
        }
    }
}
