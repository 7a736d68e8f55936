/** A small order service that starts in order, answers probes and stops without losing a request. */
@NullMarked
package io.muster.samples.orders;

import org.jspecify.annotations.NullMarked;
