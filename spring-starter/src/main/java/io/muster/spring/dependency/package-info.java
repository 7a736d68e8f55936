/** Finds what a Spring application needs that somebody else runs: databases, caches, mail servers, models. */
@NullMarked
package io.muster.spring.dependency;

import org.jspecify.annotations.NullMarked;
