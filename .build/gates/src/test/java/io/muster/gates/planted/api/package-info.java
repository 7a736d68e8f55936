/** Planted for the rules to find. */
@NullMarked
package io.muster.gates.planted.api;

import org.jspecify.annotations.NullMarked;
