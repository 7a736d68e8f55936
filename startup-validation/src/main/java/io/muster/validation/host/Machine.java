package io.muster.validation.host;

/** What can be known of a machine. Thread-safe. */
interface Machine {
    int cpus();

    /** Bytes, of the container where it has a limit. */
    long memory();

    /** The largest that the heap may grow to, in bytes. */
    long maxHeap();

    /** How many files the process may have open; -1 where nobody can tell. */
    long maxOpenFiles();

    long openFiles();

    int javaFeature();

    /** The directories of programs, as one text; empty when there are none. */
    String path();
}
