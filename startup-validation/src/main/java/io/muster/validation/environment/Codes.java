package io.muster.validation.environment;

/** The stable codes; {@code docs/codes.md} explains each. */
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
    static final String OTHER_KEY = "ENV-016";
    static final String WHITESPACE = "ENV-017";
    static final String FILE_MEANT = "ENV-018";
    static final String PUBLISHED = "ENV-019";
    static final String REQUIRED_IF = "ENV-020";
    static final String FORBIDDEN_IF = "ENV-021";
    static final String INCOMPLETE = "ENV-022";
    static final String CHOICE = "ENV-023";
    static final String ORDER = "ENV-024";
    static final String DISAGREE = "ENV-025";
    static final String RELATION = "ENV-026";
    static final String UNREADABLE = "ENV-030";
    static final String SOURCE_FAILED = "ENV-031";
    static final String DIFFERENT = "ENV-032";
    static final String CONFLICT = "ENV-033";
    static final String ENV_FILE_LINE = "ENV-034";
    static final String ENV_FILE_DUPLICATE = "ENV-035";
    static final String ENV_FILE_IN_PRODUCTION = "ENV-036";
    static final String PROFILE = "ENV-040";
    static final String GUARD_OFF = "ENV-041";
    static final String HATCH_UNUSED = "ENV-042";
    static final String RECOMMENDED = "ENV-050";
    static final String DEPRECATED = "ENV-051";
    static final String UNKNOWN = "ENV-052";
    static final String ADVICE = "ENV-053";
    static final String RULE_BROKE = "ENV-090";

    private Codes() {}
}
