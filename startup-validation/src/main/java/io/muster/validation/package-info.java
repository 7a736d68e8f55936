/**
 * What a start or a rehearsal found: the report for people and machines, and the doctor that makes one without serving.
 *
 * <p>{@link io.muster.validation.Report} renders what the lifecycle reports; {@link io.muster.validation.Doctor} is the
 * command line around it.
 */
@NullMarked
package io.muster.validation;

import org.jspecify.annotations.NullMarked;
