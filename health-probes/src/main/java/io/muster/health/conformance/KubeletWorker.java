package io.muster.health.conformance;

import io.muster.health.Probe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The kubelet's state machine of one probe: what it believes after which answers. Not thread-safe. */
final class KubeletWorker {
    private final KubeletProbe probe;
    private boolean passes;
    private boolean onHold;
    private @Nullable Boolean last;
    private int inARow;
    private Duration nextAt;

    KubeletWorker(KubeletProbe probe) {
        this.probe = probe;
        this.nextAt = probe.initialDelay();
        this.passes = probe.probe() == Probe.LIVENESS;
    }

    KubeletProbe probe() {
        return probe;
    }

    /** Unready until it answers, alive until it does not, not started until it says so. */
    boolean passes() {
        return passes;
    }

    /** A startup probe has done its work once it passed; a failed one waits for another container. */
    boolean due(Duration now) {
        boolean done = onHold || (probe.probe() == Probe.STARTUP && passes);
        return !done && now.compareTo(nextAt) >= 0;
    }

    /** Takes one answer in; true when it means that the container is to be killed. */
    boolean take(Attempt attempt, Duration now) {
        nextAt = now.plus(probe.period());
        if (attempt == Attempt.ERROR) {
            return false;
        }
        boolean success = attempt != Attempt.FAILURE;
        inARow = last != null && last == success ? inARow + 1 : 1;
        last = success;
        if (inARow < (success ? probe.successThreshold() : probe.failureThreshold())) {
            return false;
        }
        passes = success;
        onHold = !success && probe.probe() != Probe.READINESS;
        return onHold;
    }
}
