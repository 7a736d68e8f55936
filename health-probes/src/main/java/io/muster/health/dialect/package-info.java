/** The ways of saying one snapshot: each dialect is one class. */
@NullMarked
package io.muster.health.dialect;

import org.jspecify.annotations.NullMarked;
