package io.muster.lifecycle;

import java.util.Optional;

/**
 * Knows what kind of failure an exception of some library stands for, such as a JDBC driver's SQL states.
 *
 * <p>Found by {@link java.util.ServiceLoader} and asked for each exception of the cause chain, outermost first, before
 * the built-in rules for JDK exceptions. Implementations are thread-safe, fast and do not throw.
 */
@FunctionalInterface
public interface FailureClassifier {
    /** The kind of failure, or empty when this exception says nothing to this classifier. */
    Optional<Failure> classify(Throwable exception);
}
