package io.muster.lifecycle;

/** What a component's code is run for. */
public enum Step {
    /** Makes the component's value, or opens an attachment. */
    START,
    /** Asks how the component is. */
    CHECK,
    /** Ends taking new work. */
    DRAIN,
    /** Undoes the start, or closes an attachment. */
    STOP
}
