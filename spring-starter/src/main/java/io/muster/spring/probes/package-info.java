/** The probes of an application, and their mounts on its own servers. */
@NullMarked
package io.muster.spring.probes;

import org.jspecify.annotations.NullMarked;
