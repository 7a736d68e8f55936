/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.time;

import org.jspecify.annotations.NullMarked;
