package io.muster.lifecycle;

/** What must hold in every state of every interleaving. */
enum ModelRule {
    /** Nothing starts before what it waits for, and the service runs only with everything required. */
    START_ORDER,
    /** Nothing stops before whatever waits for it has stopped, or was abandoned. */
    STOP_ORDER,
    /** A value is stopped exactly once if its start completed, late or not; else never. */
    STOPPED_ONCE,
    /** States only ever move down, and the first reason is kept. */
    NEVER_BACK,
    /** A service that drains serves on until its delay is over or everybody knows, and until nothing is in flight. */
    SERVES,
    /** Start, stop and rollback end within their budgets, whatever hangs. */
    IN_TIME,
    /** Every event that opens something is followed by exactly one that closes it. */
    PAIRED,
    /** Every run of a component's code ends, or is abandoned; no two run at once. */
    ACCOUNTED,
    /** A value can be read from its start until its stop and never else. */
    READABLE,
    /** Every component has an outcome in the reports, and it is what listeners were told. */
    REPORTED
}
