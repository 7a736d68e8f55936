package io.muster.lifecycle.testing;

import io.muster.lifecycle.Step;

/** One run of a component's code, as it begins and as it ends. */
record Call(String component, Step step, Moment moment) {
    enum Moment {
        BEGAN,
        RETURNED,
        THREW
    }
}
