package io.muster.lifecycle;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every run of a component's code during start and stop, on that run's own thread: to replace components in
 * tests, to inject failures, or to trace. Thread-safe, since components run in parallel.
 */
public interface Interceptor {
    /**
     * Runs the code by calling {@code proceed}, or does something in its stead. What is returned or thrown counts as the
     * code's own: for {@link Step#START} the value, for {@link Step#CHECK} a {@link HealthResult}; otherwise it is ignored.
     *
     * @param component the name of the component, or of the attachment: the simple name of its class
     */
    @Nullable
    Object intercept(String component, Step step, Callable<@Nullable Object> proceed) throws Exception;
}
