package io.muster.validation.environment;

/** What holds where both {@code NAME} and {@code NAME_FILE} are set. */
public enum Conflicts {
    /** The file counts; a warning says so when the two differ. */
    FILE_FIRST,
    /** The variable counts; a warning says so when the two differ. */
    ENVIRONMENT_FIRST,
    /** Neither counts: it is an error, as in the official images of Docker. */
    ERROR
}
