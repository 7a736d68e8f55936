/** Asks an application's probes in its tests. */
@NullMarked
package io.muster.spring.test;

import org.jspecify.annotations.NullMarked;
