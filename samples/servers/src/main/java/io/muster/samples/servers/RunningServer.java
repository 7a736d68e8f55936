package io.muster.samples.servers;

/** A server process under our thumb, wherever it runs. Not thread-safe. */
interface RunningServer extends AutoCloseable {
    /** Who serves, for people: the image, or the embedded release. */
    String servedBy();

    /** The address to connect to. */
    String host();

    /** The port to connect to. */
    int port();

    /** Stops every process of the server where it stands; connections stay open and nothing answers. */
    void freeze();

    /** Lets a frozen server go on. */
    void thaw();

    /** Ends it without a goodbye. */
    void kill();

    /** Ends it and removes what it left on disk. */
    @Override
    void close();
}
