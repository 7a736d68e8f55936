/** Whether the machine is fit for the service. */
@NullMarked
package io.muster.validation.host;

import org.jspecify.annotations.NullMarked;
