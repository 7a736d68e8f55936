/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.util;

import org.jspecify.annotations.NullMarked;
