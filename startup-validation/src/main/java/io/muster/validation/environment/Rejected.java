package io.muster.validation.environment;

/** A value is not what its variable asks for. The message completes "NAME ..." and never holds the value. */
final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String fix;

    Rejected(String code, String message, String fix) {
        super(message, null, false, false);
        this.code = code;
        this.fix = fix;
    }

    static Rejected malformed(String message, String fix) {
        return new Rejected(Codes.MALFORMED, message, fix);
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String fix() {
        return fix;
    }
}
