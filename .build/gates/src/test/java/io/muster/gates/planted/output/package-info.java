/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.output;

import org.jspecify.annotations.NullMarked;
