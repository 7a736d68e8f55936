package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What can be wrong with times that a server tells. */
final class Clock {
    /** Less cannot be told: a header has seconds, and it took some time to come here. */
    static final Duration FINEST = Duration.ofSeconds(5);

    private Clock() {}

    static Optional<Diagnosis> expiring(Instant expiry, Instant now, Duration renewal) {
        Duration left = Duration.between(now, expiry);
        return left.compareTo(renewal) >= 0
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        "SVC-122",
                        Failure.CONFIGURATION,
                        "has a certificate that expires on " + expiry + ", in " + left.toDays() + " days",
                        "renew it"));
    }

    static Optional<Diagnosis> skewed(Instant date, Instant now, Duration most) {
        Duration apart = Duration.between(date, now).abs();
        return apart.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        "SVC-123",
                        Failure.CONFIGURATION,
                        "has a clock that is " + apart.toSeconds() + " s away from this machine's",
                        "synchronize both by NTP: tokens and signatures are refused otherwise"));
    }
}
