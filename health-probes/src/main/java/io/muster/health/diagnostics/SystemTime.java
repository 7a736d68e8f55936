package io.muster.health.diagnostics;

import java.time.Clock;

/** The machine's own clock. */
final class SystemTime {
    static final Clock CLOCK = Clock.systemUTC();

    private SystemTime() {}
}
