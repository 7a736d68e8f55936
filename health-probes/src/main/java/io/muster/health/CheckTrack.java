package io.muster.health;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides when one check is asked and how it is: answers and moments in, a status out.
 *
 * <p>It owns no thread and reads no clock. Moments are monotonic nanoseconds, instants are for people. Not thread-safe,
 * but for {@link #agrees}.
 */
final class CheckTrack {
    private static final double JITTER = 0.1;

    private final String name;
    private final boolean required;
    private final boolean remote;
    private final @Nullable RuntimeCheck joined;
    private final CheckPolicy policy;
    private final Streak streak;
    private final History history = new History();

    private @Nullable HealthCheck check;
    private @Nullable HealthResult seed;
    private long nextAt;
    private long ranAt;
    private boolean running;
    private long begunAt;
    private long missAt;
    private boolean missed;
    private String stack = "";

    private long heardAt;
    /** What stands while nothing speaks against it and the check is asked; null otherwise. */
    private volatile @Nullable HealthResult settled;
    /** When real traffic last said what stood already. */
    private volatile long agreedAt;

    private @Nullable CheckSnapshot shown;
    private boolean shownStale;
    private boolean changed = true;

    private CheckTrack(
            String name, boolean required, boolean remote, CheckPolicy policy, @Nullable RuntimeCheck joined) {
        this.name = name;
        this.required = required;
        this.remote = remote;
        this.joined = joined;
        this.policy = policy;
        this.streak = new Streak(policy);
    }

    /** Follows a component of the graph; what is made in CONNECT is taken for remote. */
    static CheckTrack of(ComponentView component) {
        boolean remote = component.phase() == Phase.CONNECT;
        return new CheckTrack(component.name(), component.required(), remote, component.policy(), null);
    }

    /** Follows a check that joined while the service runs. */
    static CheckTrack of(RuntimeCheck joined) {
        return new CheckTrack(joined.name(), joined.required(), true, joined.policy(), joined);
    }

    String name() {
        return name;
    }

    Duration timeout() {
        return policy.timeout();
    }

    /** The check that joined; null for a component. */
    @Nullable
    RuntimeCheck joined() {
        return joined;
    }

    /** Whether it is asked about something that is not in this process. */
    boolean remote() {
        return remote && check != null;
    }

    /** Whether anything is known or will be. */
    boolean told() {
        return joined != null || check != null || seed != null;
    }

    /** Shows what the start found; the same finding again changes nothing. */
    void seed(HealthResult result, long now) {
        if (!result.equals(seed)) {
            seed = result;
            streak.seed(result);
            heardAt = now;
            changed = true;
        }
    }

    /** From now on {@code check} is asked, first within one interval, anywhere in it by {@code random} in [0, 1). */
    void ask(HealthCheck check, long now, double random) {
        this.check = check;
        heardAt = now;
        agreedAt = now;
        ranAt = now;
        // what the start has not asked is asked at once: nobody vouches for it yet
        nextAt = seed == null ? now : now + (long) (random * interval());
        changed = true;
        settle();
    }

    /** Never asks again; what is known stays. */
    void retire() {
        check = null;
        running = false;
        settle();
    }

    @Nullable
    HealthCheck check() {
        return check;
    }

    boolean running() {
        return running;
    }

    /** The moment of the next run, unless it is {@link #running}. */
    long nextAt() {
        return nextAt;
    }

    /** The moment at which the run in flight counts as missed, once more. */
    long missAt() {
        return missAt;
    }

    boolean due(long now) {
        return check != null && !running && now - nextAt >= 0;
    }

    /** Takes in what real traffic said meanwhile, which may put off the next run. */
    void heed(long now, Instant instant) {
        long at = agreedAt;
        HealthResult agreed = settled;
        if (agreed == null || at - heardAt <= 0) {
            return;
        }
        heardAt = at;
        history.add(new CheckRun(instant.minusNanos(now - at), Duration.ZERO, agreed.status(), agreed.reason(), true));
        changed = true;
        postpone(at);
    }

    /** A run begins. */
    void begin(long now) {
        running = true;
        missed = false;
        begunAt = now;
        missAt = now + policy.timeout().toNanos();
    }

    /** A run of a removed check of the same name is still in flight: a second thread must not join it. */
    void inherit(CheckTrack predecessor) {
        running = true;
        missed = true;
        begunAt = predecessor.begunAt;
        missAt = predecessor.missAt;
    }

    boolean overdue(long now) {
        return running && now - missAt >= 0;
    }

    /** The run in flight has not answered in time: a failure, and one more after each interval that it hangs on. */
    void miss(long now, Instant instant, String where) {
        if (!overdue(now)) {
            return;
        }
        missed = true;
        stack = where;
        var hangs = Duration.ofNanos(now - begunAt);
        String reason = "no answer for " + Text.of(hangs) + ", limit " + Text.of(policy.timeout());
        HealthResult result = HealthResult.down(Failure.TIMEOUT, reason);
        history.add(new CheckRun(instant, hangs, result.status(), reason, false));
        count(result, now);
        missAt = now + interval();
    }

    /** The run in flight has ended. After a miss its answer is too late to say anything but that it may be asked again. */
    void answer(HealthResult result, long now, Instant instant, double random) {
        if (!running) {
            return;
        }
        running = false;
        ranAt = now;
        history.busy(now - begunAt);
        if (!missed) {
            history.add(
                    new CheckRun(instant, Duration.ofNanos(now - begunAt), result.status(), result.reason(), false));
            count(result, now);
        }
        stack = "";
        changed = true;
        long pause = (long) (interval() * (1 - JITTER + 2 * JITTER * random));
        nextAt = streak.decided() ? now + pause : now;
    }

    /**
     * Whether real traffic says what stands already; then that is noted, and {@link #report} is not needed. From any
     * thread, and as cheap as two volatile accesses.
     */
    boolean agrees(HealthResult result, long now) {
        HealthResult stands = settled;
        if (stands == null
                || stands.status() != result.status()
                || !stands.failure().equals(result.failure())) {
            return false;
        }
        agreedAt = now;
        return true;
    }

    /** Real traffic says how it is: that counts as an answer, and takes the place of the next run. */
    void report(HealthResult result, long now, Instant instant) {
        if (check == null) {
            return;
        }
        history.add(new CheckRun(instant, Duration.ZERO, result.status(), result.reason(), true));
        agreedAt = now;
        count(result, now);
        if (running && missed) {
            missAt = now + interval();
        }
        postpone(now);
    }

    private void count(HealthResult result, long now) {
        boolean well = streak.well();
        streak.count(result);
        if (well && !streak.well()) {
            history.flap();
        }
        heardAt = now;
        changed = true;
        settle();
    }

    private void settle() {
        settled = check != null && streak.settled() ? streak.standing() : null;
    }

    /** The next run comes one interval after {@code heard}; but traffic does not see all, so none older than the maximum age. */
    private void postpone(long heard) {
        long next = heard + interval();
        long latest = ranAt + Math.max(interval(), policy.maxAge().toNanos());
        nextAt = next - latest < 0 ? next : latest;
    }

    /** Brings the next run forward to {@code now}, unless it is DOWN or was heard of within its shortest interval. */
    void hasten(long now) {
        boolean fresh = now - heard() < policy.downInterval().toNanos();
        if (!fresh && !streak.down() && nextAt - now > 0) {
            nextAt = now;
        }
    }

    private long interval() {
        return (streak.down() ? policy.downInterval() : policy.interval()).toNanos();
    }

    /** How it is now; the same instance as long as nothing changed. */
    CheckSnapshot show(long now, Instant instant) {
        boolean stale = check != null && now - heard() > policy.maxAge().toNanos();
        if (shown == null || changed || stale != shownStale) {
            shown = render(stale ? stale(now - heard()) : streak.standing(), instant);
            shownStale = stale;
            changed = false;
        }
        return shown;
    }

    private long heard() {
        long at = agreedAt;
        return check != null && at - heardAt > 0 ? at : heardAt;
    }

    /** Whether it no longer is what was last shown. */
    boolean turned() {
        return shown == null || shown.status() != streak.standing().status();
    }

    /** Whether it is DOWN, and was not when last shown. */
    boolean fell() {
        return streak.down() && turned();
    }

    private HealthResult stale(long age) {
        return HealthResult.unknown(
                "no answer for " + Text.of(Duration.ofNanos(age)) + ", limit " + Text.of(policy.maxAge()));
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
                history.lastAt(),
                history.lastDuration(),
                since,
                stack.isEmpty() ? Optional.empty() : Optional.of(stack),
                List.of(),
                history.runs(),
                history.totals());
    }
}
