package io.muster.lifecycle;

/**
 * Something that accompanies a service through its whole life: a probe server, a console, metrics.
 *
 * <p>Opened before the first component starts and closed after the last has stopped, also when the start fails. An
 * attachment that cannot be opened fails the start.
 */
@FunctionalInterface
public interface Attachment {
    /** Opens the attachment; what it returns is closed at the end of the service's life. */
    AutoCloseable open(LifecycleView view) throws Exception;
}
