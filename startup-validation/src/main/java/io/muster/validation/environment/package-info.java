/**
 * The environment of a service, declared once and resolved whole: every problem in one report, and no value in any.
 *
 * <p>{@link io.muster.validation.environment.Variable} declares one, with a {@link io.muster.validation.environment.Type},
 * {@link io.muster.validation.environment.Rule}s and {@link io.muster.validation.environment.Condition}s;
 * {@link io.muster.validation.environment.Variables} holds them all and the
 * {@link io.muster.validation.environment.Relation}s between them; {@link io.muster.validation.environment.Environment}
 * resolves. The codes of the findings, {@code ENV-001} and so on, are stable; {@code docs/codes.md} explains each.
 */
@NullMarked
package io.muster.validation.environment;

import org.jspecify.annotations.NullMarked;
