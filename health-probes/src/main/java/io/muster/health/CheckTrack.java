package io.muster.health;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides when one check is asked and how it is: answers and moments in, a status out.
 *
 * <p>It owns no thread and reads no clock. Moments are monotonic nanoseconds, instants are for people. Not thread-safe.
 */
final class CheckTrack {
    private static final int HISTORY = 16;
    private static final double JITTER = 0.1;

    private final String name;
    private final boolean required;
    private final CheckPolicy policy;
    private final Streak streak;
    private final ArrayDeque<CheckRun> history = new ArrayDeque<>();

    private @Nullable HealthCheck check;
    private @Nullable HealthResult seed;
    private long nextAt;
    private boolean running;
    private long begunAt;
    private long missAt;
    private boolean missed;
    private String stack = "";

    private long answeredAt;
    private @Nullable CheckRun last;
    private @Nullable CheckSnapshot shown;
    private boolean changed = true;

    CheckTrack(ComponentView component) {
        name = component.name();
        required = component.required();
        policy = component.policy();
        streak = new Streak(policy);
    }

    String name() {
        return name;
    }

    Duration timeout() {
        return policy.timeout();
    }

    /** Whether anything is known or will be. */
    boolean told() {
        return check != null || seed != null;
    }

    /** Shows what the start found; the same finding again changes nothing. */
    void seed(HealthResult result, long now) {
        if (!result.equals(seed)) {
            seed = result;
            streak.seed(result);
            answeredAt = now;
            changed = true;
        }
    }

    /** From now on {@code check} is asked, first within one interval, anywhere in it by {@code random} in [0, 1). */
    void ask(HealthCheck check, long now, double random) {
        this.check = check;
        answeredAt = now;
        nextAt = now + (long) (random * interval());
        changed = true;
    }

    /** Never asks again; what is known stays. */
    void retire() {
        check = null;
        running = false;
    }

    @Nullable
    HealthCheck check() {
        return check;
    }

    boolean due(long now) {
        return check != null && !running && now - nextAt >= 0;
    }

    /** A run begins. */
    void begin(long now) {
        running = true;
        missed = false;
        begunAt = now;
        missAt = now + policy.timeout().toNanos();
    }

    boolean overdue(long now) {
        return running && now - missAt >= 0;
    }

    /** The run in flight has not answered in time: a failure, and one more after each interval that it hangs on. */
    void miss(long now, Instant instant, String where) {
        if (overdue(now)) {
            missed = true;
            missAt = now + interval();
            stack = where;
            var hangs = Text.of(Duration.ofNanos(now - begunAt));
            count(
                    HealthResult.down(
                            Failure.TIMEOUT, "no answer for " + hangs + ", limit " + Text.of(policy.timeout())),
                    now,
                    instant);
        }
    }

    /** The run in flight has ended. After a miss its answer is too late to say anything but that it may be asked again. */
    void answer(HealthResult result, long now, Instant instant, double random) {
        if (!running) {
            return;
        }
        running = false;
        changed = true;
        if (!missed) {
            count(result, now, instant);
        }
        stack = "";
        nextAt = now + (long) (interval() * (1 - JITTER + 2 * JITTER * random));
    }

    private void count(HealthResult result, long now, Instant instant) {
        streak.count(result);
        answeredAt = now;
        last = new CheckRun(instant, Duration.ofNanos(now - begunAt), result.status(), result.reason());
        if (history.size() == HISTORY) {
            history.removeFirst();
        }
        history.addLast(last);
        changed = true;
    }

    private long interval() {
        return (streak.down() ? policy.downInterval() : policy.interval()).toNanos();
    }

    /** The earliest moment at which this check needs somebody, or {@code otherwise}, whichever comes first. */
    long wakeAt(long otherwise) {
        if (check == null) {
            return otherwise;
        }
        long mine = running ? missAt : nextAt;
        return mine - otherwise < 0 ? mine : otherwise;
    }

    /** How it is now; the same instance as long as nothing changed. */
    CheckSnapshot show(long now, Instant instant) {
        boolean stale = check != null && now - answeredAt > policy.maxAge().toNanos();
        if (shown == null || changed || stale != (shown.status() == HealthStatus.UNKNOWN)) {
            shown = render(stale ? stale(now) : streak.standing(), instant);
            changed = false;
        }
        return shown;
    }

    private HealthResult stale(long now) {
        var age = Duration.ofNanos(now - answeredAt);
        return HealthResult.unknown("no answer for " + Text.of(age) + ", limit " + Text.of(policy.maxAge()));
    }

    private CheckSnapshot render(HealthResult result, Instant instant) {
        Instant since = shown != null && shown.status() == result.status() ? shown.since() : instant;
        return new CheckSnapshot(
                name,
                required,
                policy.isShared(),
                result.status(),
                result.reason(),
                result.failure(),
                result.details(),
                Optional.ofNullable(last).map(CheckRun::at),
                Optional.ofNullable(last).map(CheckRun::duration),
                since,
                stack.isEmpty() ? Optional.empty() : Optional.of(stack),
                List.of(),
                List.copyOf(history));
    }
}
