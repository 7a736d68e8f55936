package io.muster.validation.host;

/** One thing that the service needs of the machine. Thread-safe. */
interface Requirement {
    /** Notes what is wrong, and facts worth knowing. */
    void look(Look look);
}
