/** What checks say of what is wrong, in one shape. Not exported. */
@NullMarked
package io.muster.validation.diagnosis;

import org.jspecify.annotations.NullMarked;
