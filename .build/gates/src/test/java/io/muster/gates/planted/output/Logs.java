package io.muster.gates.planted.output;

import java.util.logging.Logger;

/** Logs to the wrong place. */
public final class Logs {

    private final Logger log = Logger.getLogger("planted");

    Logger log() {
        return log;
    }
}
