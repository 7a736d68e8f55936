package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import java.util.List;

/** Whether the optional client of Redis is there, without touching it. */
final class Library {
    private Library() {}

    static boolean present() {
        try {
            Class.forName("io.lettuce.core.RedisClient", false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static FailureException missing() {
        return new FailureException(
                "Redis cannot be asked",
                List.of(new Diagnosis(
                                "RDS-190",
                                Failure.CONFIGURATION,
                                "cannot be asked: the library Lettuce is missing",
                                "add the dependency io.lettuce:lettuce-core")
                        .finding()));
    }
}
