/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.cycle.a;

import org.jspecify.annotations.NullMarked;
