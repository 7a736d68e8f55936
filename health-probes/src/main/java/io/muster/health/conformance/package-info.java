/** Asks any service the way platforms do, and says which of their rules its answers break; for tests, ours and others'. */
@NullMarked
package io.muster.health.conformance;

import org.jspecify.annotations.NullMarked;
