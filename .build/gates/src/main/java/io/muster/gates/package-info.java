/** The house rules as tests: each library module calls them on its own classes. */
@NullMarked
package io.muster.gates;

import org.jspecify.annotations.NullMarked;
