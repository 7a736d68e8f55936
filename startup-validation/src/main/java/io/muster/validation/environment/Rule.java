package io.muster.validation.environment;

/** One thing that a parsed value must be. */
@FunctionalInterface
interface Rule<T> {
    /** Throws when the value is not. */
    void require(T value) throws Rejected;
}
