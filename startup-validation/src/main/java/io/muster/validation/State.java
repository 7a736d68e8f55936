package io.muster.validation;

import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Outcome;

/** How a component came off. */
enum State {
    OK,
    WARNING,
    FAILED,
    NOT_RUN,
    SKIPPED;

    static State of(ComponentStart component) {
        if (component.outcome() == Outcome.NOT_RUN) {
            return component.note().equals("skipped") ? SKIPPED : NOT_RUN;
        }
        boolean succeeded = component.outcome() == Outcome.SUCCEEDED;
        if (succeeded && component.findings().isEmpty()) {
            return OK;
        }
        return succeeded || !component.required() ? WARNING : FAILED;
    }

    /** For people. */
    String title() {
        return name().replace('_', ' ');
    }
}
