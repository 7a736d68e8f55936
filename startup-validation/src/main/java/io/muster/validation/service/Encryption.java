package io.muster.validation.service;

/** How a connection to a mail server is encrypted. */
enum Encryption {
    NONE,
    /** By STARTTLS where it is offered. */
    OFFERED,
    /** By STARTTLS or not at all. */
    STARTTLS,
    /** From the first byte. */
    TLS;

    private static final int SUBMISSIONS = 465;
    private static final int SUBMISSION = 587;

    /** What is usual on a port. */
    static Encryption usual(int port) {
        return switch (port) {
            case SUBMISSIONS -> TLS;
            case SUBMISSION -> STARTTLS;
            default -> OFFERED;
        };
    }
}
