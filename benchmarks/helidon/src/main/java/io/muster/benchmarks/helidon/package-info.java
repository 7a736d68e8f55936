/** Helidon's health, beside ours. */
@NullMarked
package io.muster.benchmarks.helidon;

import org.jspecify.annotations.NullMarked;
