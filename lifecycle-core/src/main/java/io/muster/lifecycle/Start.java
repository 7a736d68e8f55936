package io.muster.lifecycle;

/**
 * Brings a component up and returns its value.
 *
 * <p>Runs on a thread of its own. It may block; when the start is cancelled or its time is up, the thread is
 * interrupted. A value that it returns after that is stopped at once.
 *
 * @param <T> the value that others read through the component's {@link Handle}
 */
@FunctionalInterface
public interface Start<T> {
    /** Starts the component. A null value counts as a {@link Failure#BUG}. */
    T start(StartContext context) throws Exception;
}
