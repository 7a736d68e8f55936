/** What Muster costs, measured beside others in the same run. */
@NullMarked
package io.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
