package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found. Immutable.
 *
 * @param status how it is
 * @param reason one line for people; empty when UP
 * @param details facts in the order in which they were added; never secrets
 * @param failure the kind of failure; present exactly when DOWN
 */
public record HealthResult(HealthStatus status, String reason, Map<String, String> details, Optional<Failure> failure) {

    private static final HealthResult UP = new HealthResult(HealthStatus.UP, "", Map.of(), Optional.empty());

    /** Copies the details, and refuses nulls, in them too. */
    public HealthResult {
        requireNonNull(status, "status");
        requireNonNull(reason, "reason");
        requireNonNull(failure, "failure");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        details.forEach((name, value) -> {
            requireNonNull(name, "name of a detail");
            requireNonNull(value, () -> "detail '" + name + "'");
        });
        if (failure.isPresent() != (status == HealthStatus.DOWN)) {
            throw new IllegalArgumentException("a failure belongs to DOWN and to nothing else: " + status);
        }
    }

    /** It works. */
    public static HealthResult up() {
        return UP;
    }

    /** It works, with less than it should have. */
    public static HealthResult degraded(String reason) {
        return new HealthResult(HealthStatus.DEGRADED, reason, Map.of(), Optional.empty());
    }

    /** Nobody can say. */
    public static HealthResult unknown(String reason) {
        return new HealthResult(HealthStatus.UNKNOWN, reason, Map.of(), Optional.empty());
    }

    /** It does not work. */
    public static HealthResult down(Failure failure, String reason) {
        return new HealthResult(HealthStatus.DOWN, reason, Map.of(), Optional.of(failure));
    }

    /**
     * It does not work: what {@code thrown} stands for, classed as the start of a component would class it (by
     * {@link FailureException}, by a {@link FailureClassifier}, else by the JDK's own exceptions; anything else is a bug)
     * and scrubbed of secrets. What throws when it is asked for its message or its cause is a bug, named by its type.
     */
    public static HealthResult down(Throwable thrown, Redactor redactor) {
        return new Faults(redactor).down(thrown);
    }

    /** A copy with one more fact. */
    public HealthResult with(String name, Object value) {
        var copy = new LinkedHashMap<>(details);
        copy.put(name, String.valueOf(value));
        return new HealthResult(status, reason, copy, failure);
    }
}
