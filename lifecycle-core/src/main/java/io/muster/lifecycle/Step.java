package io.muster.lifecycle;

/** What a component's code is run for. */
enum Step {
    START,
    CHECK,
    DRAIN,
    STOP
}
