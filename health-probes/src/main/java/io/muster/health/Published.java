package io.muster.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A snapshot, and the moment from which on nobody vouches for it. Thread-safe; reading it takes no lock. */
final class Published {
    private static final Duration EXPIRY = Duration.ofSeconds(5);

    private final Snapshot snapshot;
    private final long renewedAt;
    private volatile @Nullable Snapshot expired;

    Published(Snapshot snapshot, long renewedAt) {
        this.snapshot = snapshot;
        this.renewedAt = renewedAt;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    long renewedAt() {
        return renewedAt;
    }

    boolean stale(long now) {
        return now - renewedAt > EXPIRY.toNanos();
    }

    /** The same for those who read too late: what was well is unknown. One instance for all of them. */
    Snapshot expired(Instant now) {
        Snapshot known = expired;
        if (known == null) {
            known = snapshot.expired("the monitor has been silent for more than " + Text.of(EXPIRY), now);
            expired = known;
        }
        return known;
    }
}
