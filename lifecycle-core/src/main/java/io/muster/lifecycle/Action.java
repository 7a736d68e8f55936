package io.muster.lifecycle;

/**
 * Something done with a component's value: to drain it, to stop it, or, for a task, all there is.
 *
 * @param <T> what the action is done with
 */
@FunctionalInterface
public interface Action<T> {
    /** Does it. Whatever it throws is reported and breaks nothing else. */
    void run(T value) throws Exception;
}
