/** Asks the checks of a service on their schedule and publishes one immutable snapshot of the answers. */
@NullMarked
package io.muster.health;

import org.jspecify.annotations.NullMarked;
