/** Shows a service's diagnostics as an Actuator endpoint. */
@NullMarked
package io.muster.spring.actuate;

import org.jspecify.annotations.NullMarked;
