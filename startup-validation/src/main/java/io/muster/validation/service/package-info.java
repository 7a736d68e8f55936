/** Whether other services that ours depends on answer. */
@NullMarked
package io.muster.validation.service;

import org.jspecify.annotations.NullMarked;
