/** Runs Muster inside Spring Boot, from beans and properties. */
@NullMarked
package io.muster.spring;

import org.jspecify.annotations.NullMarked;
