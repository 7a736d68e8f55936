package io.muster.spring.environment;

import io.muster.validation.environment.Variables;

/**
 * Declares the variables that the application reads, in code.
 *
 * <p>Implementations have a constructor without parameters. They are found as services of this type, by
 * {@link java.util.ServiceLoader}, or named by the property {@code muster.environment.declaration}.
 */
public interface DeclaredVariables {
    /** All variables, as constants of the application: what they are asked by. */
    Variables variables();
}
