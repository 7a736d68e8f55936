/** Validates the environment of a Spring application before it has a context. */
@NullMarked
package io.muster.spring.environment;

import org.jspecify.annotations.NullMarked;
