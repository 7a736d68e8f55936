/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.sleeping;

import org.jspecify.annotations.NullMarked;
