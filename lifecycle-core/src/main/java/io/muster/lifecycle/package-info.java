/**
 * A service as one graph of components: started in order, asked how it is, stopped in reverse.
 *
 * <p>{@link io.muster.lifecycle.LifecycleManager} is where to begin.
 */
@NullMarked
package io.muster.lifecycle;

import org.jspecify.annotations.NullMarked;
