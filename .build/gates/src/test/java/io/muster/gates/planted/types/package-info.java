/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.types;

import org.jspecify.annotations.NullMarked;
