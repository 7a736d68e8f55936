/** Whether a Redis can be used, and what the errors of Redis and of Lettuce stand for. */
@NullMarked
package io.muster.validation.redis;

import org.jspecify.annotations.NullMarked;
