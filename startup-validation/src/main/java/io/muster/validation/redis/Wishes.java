package io.muster.validation.redis;

import java.time.Duration;

/**
 * What the service wants of its Redis. Immutable.
 *
 * @param keyPrefix what the key of the round trip begins with
 * @param writes whether the service writes
 * @param slow the median latency above which it is degraded
 * @param tooSlow the median latency above which it is down
 * @param appendOnly whether data must survive a restart
 * @param noEviction whether no key may be evicted
 * @param maxMemory the least memory in bytes that it may use; 0 for any
 */
record Wishes(
        String keyPrefix,
        boolean writes,
        Duration slow,
        Duration tooSlow,
        boolean appendOnly,
        boolean noEviction,
        long maxMemory) {
    static final Wishes DEFAULT =
            new Wishes("muster:startup-check:", true, Duration.ofMillis(50), Duration.ofMillis(500), false, false, 0);

    Wishes keyPrefix(String prefix) {
        return new Wishes(prefix, writes, slow, tooSlow, appendOnly, noEviction, maxMemory);
    }

    Wishes readOnly() {
        return new Wishes(keyPrefix, false, slow, tooSlow, appendOnly, noEviction, maxMemory);
    }

    Wishes latency(Duration warn, Duration fail) {
        return new Wishes(keyPrefix, writes, warn, fail, appendOnly, noEviction, maxMemory);
    }

    Wishes persistent() {
        return new Wishes(keyPrefix, writes, slow, tooSlow, true, noEviction, maxMemory);
    }

    Wishes unevicted() {
        return new Wishes(keyPrefix, writes, slow, tooSlow, appendOnly, true, maxMemory);
    }

    Wishes atLeast(long bytes) {
        return new Wishes(keyPrefix, writes, slow, tooSlow, appendOnly, noEviction, bytes);
    }
}
