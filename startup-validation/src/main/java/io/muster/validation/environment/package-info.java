/**
 * The environment of a service, declared once and resolved whole: every problem in one report, and no value in any.
 *
 * <p>{@link io.muster.validation.environment.Variable} declares one, with a {@link io.muster.validation.environment.Type},
 * {@link io.muster.validation.environment.Rule}s and {@link io.muster.validation.environment.Condition}s;
 * {@link io.muster.validation.environment.Variables} holds them all and the
 * {@link io.muster.validation.environment.Relation}s between them; {@link io.muster.validation.environment.Environment}
 * resolves. The codes of its findings are stable; those marked with * are warnings:
 *
 * <ul>
 *   <li>{@code ENV-001} missing, {@code ENV-002} set but empty, {@code ENV-003} wrong type, format or range
 *   <li>{@code ENV-010} placeholder, {@code ENV-011} secret too short or too uniform, {@code ENV-012} unresolved template,
 *       {@code ENV-013} comment in the value (* where the value can be read all the same), {@code ENV-014}* unusual shape
 *       of a key, {@code ENV-015} quotes in the value (* as before), {@code ENV-016} another provider's key or a token,
 *       {@code ENV-017} whitespace or control characters in a secret, {@code ENV-018} path where the secret was meant,
 *       {@code ENV-019} published secret. {@code ENV-010}, {@code ENV-011} and {@code ENV-019} are warnings in development
 *       and test
 *   <li>{@code ENV-020} missing because of another variable, {@code ENV-021} forbidden because of another,
 *       {@code ENV-022} group incomplete, {@code ENV-023} too few or too many of a choice, {@code ENV-024} wrong order,
 *       {@code ENV-025} variables disagree, {@code ENV-026} another relation broken
 *   <li>{@code ENV-030} file unreadable, {@code ENV-031} source failed, {@code ENV-032}* set differently in two places
 *   <li>{@code ENV-040} not allowed in this profile, {@code ENV-041}* let pass by an escape, {@code ENV-042}* escape that
 *       nothing needs
 *   <li>{@code ENV-050}* recommended and not set, {@code ENV-051}* former name, {@code ENV-052}* set and not declared,
 *       {@code ENV-053}* advice
 *   <li>{@code ENV-090} a rule broke
 * </ul>
 */
@NullMarked
package io.muster.validation.environment;

import org.jspecify.annotations.NullMarked;
