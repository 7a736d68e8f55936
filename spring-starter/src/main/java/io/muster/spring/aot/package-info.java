/** Tells native images what is read by name. */
@NullMarked
package io.muster.spring.aot;

import org.jspecify.annotations.NullMarked;
