package io.muster.health;

import io.muster.lifecycle.HealthStatus;

/**
 * One change worth a line in the log.
 *
 * @param status what it is now, which decides the level
 * @param text the line, scrubbed
 */
record Transition(HealthStatus status, String text) {
    static Transition of(CheckSnapshot before, CheckSnapshot now) {
        var text = new StringBuilder("check '" + now.name() + "' is " + now.status());
        now.failure().ifPresent(failure -> text.append(" (").append(failure).append(')'));
        if (!now.reason().isEmpty()) {
            text.append(": ").append(now.reason());
        }
        if (!now.causes().isEmpty()) {
            text.append("; because of ").append(String.join(", ", now.causes()));
        }
        return new Transition(now.status(), text + "; it was " + before.status());
    }

    static Transition of(Verdict readiness) {
        return readiness.passed()
                ? new Transition(readiness.status(), "ready again")
                : new Transition(readiness.status(), "not ready: " + readiness.reason());
    }
}
