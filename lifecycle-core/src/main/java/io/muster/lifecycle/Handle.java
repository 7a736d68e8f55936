package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ticket for a component's value. Thread-safe.
 *
 * <p>On a start thread it may be read only by a component that waits for its own, directly or by way of others: the
 * order of a start must not depend on luck.
 *
 * @param <T> the type of the value
 */
public final class Handle<T> {
    private final LifecycleManager owner;
    private final Component<T> component;
    private volatile @Nullable T value;
    private volatile String unavailable = "has not started";

    Handle(LifecycleManager owner, Component<T> component) {
        this.owner = owner;
        this.component = component;
    }

    /** The component's name. */
    public String name() {
        return component.name();
    }

    /**
     * The value of the started component.
     *
     * @throws NotRunException if it is required and a rehearsal has gone on without it
     * @throws IllegalStateException if it has not started, has failed or stopped, has no value, or is read on the start
     *     thread of a component that does not wait for it
     */
    public T get() {
        requireValued();
        StartThread.requireWait(this);
        T found = value;
        if (found == null && component.required() && owner.rehearsal().isPresent()) {
            throw new NotRunException("needs '" + name() + "'");
        }
        if (found == null) {
            throw new IllegalStateException("component '" + name() + "' " + unavailable);
        }
        return found;
    }

    /**
     * The value, or empty when the component is not started, has failed or has stopped: for optional ones.
     *
     * @throws IllegalStateException if it has no value by nature, or on an undeclared read as for {@link #get}
     */
    public Optional<T> find() {
        requireValued();
        StartThread.requireWait(this);
        return Optional.ofNullable(value);
    }

    private void requireValued() {
        if (!component.valued()) {
            throw new IllegalStateException("component '" + name() + "' is a task or a check and has no value");
        }
    }

    LifecycleManager owner() {
        return owner;
    }

    Component<T> component() {
        return component;
    }

    void started(T value) {
        this.value = requireNonNull(value);
    }

    /** The value is gone; {@code why} completes the sentence "component 'x' ...". */
    void gone(String why) {
        unavailable = why;
        value = null;
    }

    @Override
    public String toString() {
        return name();
    }
}
