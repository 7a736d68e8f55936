/**
 * The environment of a service, declared once and resolved whole: every problem in one report, and no value in any.
 *
 * <p>{@link io.muster.validation.environment.Variable} declares, {@link io.muster.validation.environment.Environment}
 * resolves. The codes of its findings are stable:
 *
 * <ul>
 *   <li>{@code ENV-001} missing, {@code ENV-002} set but empty, {@code ENV-003} wrong type, format or range
 *   <li>{@code ENV-010} placeholder, {@code ENV-011} secret too short or too uniform, {@code ENV-012} unresolved template
 *   <li>{@code ENV-013} inline comment in the value, {@code ENV-014} unusual shape of a key, {@code ENV-015} quotes in the
 *       value: warnings
 *   <li>{@code ENV-030} file unreadable, {@code ENV-031} source failed, {@code ENV-032} file and variable differ: a warning
 *   <li>{@code ENV-050} recommended and not set: a warning
 *   <li>{@code ENV-090} a rule broke
 * </ul>
 */
@NullMarked
package io.muster.validation.environment;

import org.jspecify.annotations.NullMarked;
