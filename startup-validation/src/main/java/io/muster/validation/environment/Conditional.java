package io.muster.validation.environment;

import org.jspecify.annotations.Nullable;

/**
 * What else holds for a variable when a condition does.
 *
 * @param when the condition
 * @param then a declaration that says only what is added: its rules, and its need and default where it has them
 * @param hatch a switch that lets the added rules pass, which is reported; null when there is none
 */
record Conditional<T>(
        Condition when, Variable<T> then, @Nullable Variable<Boolean> hatch) {}
