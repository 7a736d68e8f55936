package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureClassifier;
import io.muster.validation.diagnosis.Diagnosis;
import java.util.Optional;

/**
 * Says what kind of failure an exception of Lettuce stands for, by the error that Redis gave. Thread-safe.
 *
 * <p>It knows Lettuce's types by name, so that it can be asked where Lettuce is not.
 */
public final class RedisFailures implements FailureClassifier {

    /** Made by the service loader. */
    public RedisFailures() {}

    @Override
    public Optional<Failure> classify(Throwable exception) {
        return Diagnoses.lettuce(exception) ? Diagnoses.of(exception).map(Diagnosis::failure) : Optional.empty();
    }
}
