package io.muster.health.conformance;

/**
 * One rule that an answer breaks. Immutable.
 *
 * @param platform whose rule it is
 * @param rule the rule
 * @param found what was there instead
 */
public record Violation(Platform platform, String rule, String found) {
    @Override
    public String toString() {
        return platform + ": " + rule + "; found: " + found;
    }
}
