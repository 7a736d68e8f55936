/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.cycle.b;

import org.jspecify.annotations.NullMarked;
