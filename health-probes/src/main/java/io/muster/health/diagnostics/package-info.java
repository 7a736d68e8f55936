/** What helps to find out what is wrong: everything that a service knows about itself, in one tree. */
@NullMarked
package io.muster.health.diagnostics;

import org.jspecify.annotations.NullMarked;
