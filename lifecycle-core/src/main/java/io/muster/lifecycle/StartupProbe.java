package io.muster.lifecycle;

import java.time.Duration;

/**
 * What a Kubernetes startup probe must allow at the least for a service that starts like this one did.
 *
 * @param periodSeconds how often to ask
 * @param failureThreshold how many failures to allow: three times the measured start, so that a slow node does not kill it
 */
public record StartupProbe(int periodSeconds, int failureThreshold) {
    private static final int HEADROOM = 3;

    /** The numbers for a start that took {@code duration}. */
    static StartupProbe after(Duration duration) {
        int period = duration.compareTo(Duration.ofMinutes(1)) > 0 ? 5 : 1;
        long allowed = duration.multipliedBy(HEADROOM).toSeconds() + 1;
        return new StartupProbe(period, (int) Math.max(3, (allowed + period - 1) / period));
    }
}
