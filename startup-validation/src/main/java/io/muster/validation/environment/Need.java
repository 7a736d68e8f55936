package io.muster.validation.environment;

/** What follows when a variable is not set. */
enum Need {
    /** An error. */
    REQUIRED,
    /** A warning. */
    RECOMMENDED,
    /** Nothing. */
    OPTIONAL,
    /** Nothing, and an error when it is set. */
    FORBIDDEN
}
