package io.muster.validation.environment;

/** The stable codes; the package's description explains each. */
final class Codes {
    static final String MISSING = "ENV-001";
    static final String EMPTY = "ENV-002";
    static final String MALFORMED = "ENV-003";
    static final String PLACEHOLDER = "ENV-010";
    static final String WEAK = "ENV-011";
    static final String TEMPLATE = "ENV-012";
    static final String COMMENT = "ENV-013";
    static final String SHAPE = "ENV-014";
    static final String QUOTES = "ENV-015";
    static final String UNREADABLE = "ENV-030";
    static final String SOURCE_FAILED = "ENV-031";
    static final String DIFFERENT = "ENV-032";
    static final String RECOMMENDED = "ENV-050";
    static final String RULE_BROKE = "ENV-090";

    private Codes() {}
}
