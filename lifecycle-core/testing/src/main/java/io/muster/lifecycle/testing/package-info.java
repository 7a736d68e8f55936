/** Tests a service's own graph: components replaced by name, failures injected, time that flies while all that runs hangs. */
@NullMarked
package io.muster.lifecycle.testing;

import org.jspecify.annotations.NullMarked;
