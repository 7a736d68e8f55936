/** Counts with Micrometer; needs {@code io.micrometer:micrometer-core}. */
@NullMarked
package io.muster.health.metrics;

import org.jspecify.annotations.NullMarked;
