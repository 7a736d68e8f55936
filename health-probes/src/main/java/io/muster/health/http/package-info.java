/** Answers probes over HTTP. */
@NullMarked
package io.muster.health.http;

import org.jspecify.annotations.NullMarked;
