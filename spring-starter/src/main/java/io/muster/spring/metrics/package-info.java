/** Meters a service in the application's registry. */
@NullMarked
package io.muster.spring.metrics;

import org.jspecify.annotations.NullMarked;
