/** The order service on Spring Boot, in the package of its parts. */
@NullMarked
package io.muster.samples.orders;

import org.jspecify.annotations.NullMarked;
