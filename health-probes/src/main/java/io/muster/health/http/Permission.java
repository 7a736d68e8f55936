package io.muster.health.http;

/** Whether a caller may learn more than names and states. */
enum Permission {
    GRANTED,
    /** Not so, but with the right token it might. */
    NEEDS_TOKEN,
    REFUSED
}
