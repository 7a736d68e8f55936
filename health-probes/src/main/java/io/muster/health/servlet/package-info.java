/** Mounts probes in a Jakarta Servlet container; needs {@code jakarta.servlet:jakarta.servlet-api}. */
@NullMarked
package io.muster.health.servlet;

import org.jspecify.annotations.NullMarked;
