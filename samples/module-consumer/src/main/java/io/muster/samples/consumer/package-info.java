/** An application on the module path. */
@NullMarked
package io.muster.samples.consumer;

import org.jspecify.annotations.NullMarked;
