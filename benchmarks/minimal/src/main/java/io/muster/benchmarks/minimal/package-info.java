/** A minimal web application, to see what a dependency costs it. */
@NullMarked
package io.muster.benchmarks.minimal;

import org.jspecify.annotations.NullMarked;
