package io.muster.health;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks the checks of a service on their schedule, from {@link LifecycleState#RUNNING} on, and publishes what it learns as
 * one immutable {@link Snapshot}.
 *
 * <p>Each check has one run in flight at the most, on a thread that is not a probe's, under a timeout that is ours: a
 * check that hangs is DOWN with its stack kept, and is not asked again until it returns. Reading the snapshot never waits
 * for a check. A monitor that is not renewed for five seconds reads as not ready. Thread-safe.
 */
public final class HealthMonitor implements AutoCloseable {
    private final Time time;
    private final Bulletin lines;
    private final Bulletin bulletin;
    private final MachineMeter meter;
    private final Board board;
    private final Reports reports;
    private final Rounds rounds;

    private HealthMonitor(LifecycleView view, Liveness liveness, Time time) {
        this.time = time;
        String service = view.service();
        this.lines = new Bulletin("muster-" + service + "-health-log", view.redactor());
        this.bulletin = new Bulletin("muster-" + service + "-health-events", view.redactor());
        this.meter = new MachineMeter(service);
        var life = new LifeSigns(
                liveness, Deadlocks.ofThisProcess(), Vitals.ofThisProcess(), ThreadDump::take, view.redactor());
        var news = new Semaphore(0);
        this.board = new Board(
                view,
                life,
                time,
                () -> ThreadLocalRandom.current().nextDouble(),
                meter::machine,
                change -> {
                    lines.post(change);
                    bulletin.post(change);
                },
                news::release);
        this.reports = new Reports(board, time, view.redactor());
        this.rounds = new Rounds(view, board, life, time, news);
        lines.add(new HealthLog(service));
    }

    /** Watches a service that says nothing of its own life. */
    public static HealthMonitor watch(LifecycleView view) {
        return watch(view, new Liveness());
    }

    /** Watches a service that says itself whether it is alive. */
    public static HealthMonitor watch(LifecycleView view, Liveness liveness) {
        return watch(view, liveness, SystemTime.INSTANCE);
    }

    static HealthMonitor watch(LifecycleView view, Liveness liveness, Time time) {
        var monitor = new HealthMonitor(view, liveness, time);
        try {
            monitor.open();
        } catch (OutOfMemoryError e) {
            // one of its threads could not be had: the others are not to stay
            monitor.close();
            throw e;
        }
        return monitor;
    }

    private void open() {
        lines.open();
        bulletin.open();
        meter.open();
        rounds.open();
    }

    /** How the service is. Costs a few volatile reads, but for the one call that is the first to see a new state. */
    public Snapshot snapshot() {
        Published latest = board.published();
        if (latest.snapshot().state() != board.state()) {
            latest = board.follow();
        }
        return latest.stale(time.nanos()) ? latest.expired(time.now()) : latest.snapshot();
    }

    /** Adds a listener; closing what is returned removes it. It hears exactly what changes in between. */
    public AutoCloseable listen(HealthListener listener) {
        bulletin.add(requireNonNull(listener, "listener"));
        return () -> bulletin.remove(listener);
    }

    /**
     * Lets a check join. It is UNKNOWN until its first answer, for which it is asked at once, or as soon as the service
     * runs; a required one makes the service not ready meanwhile.
     *
     * @throws IllegalArgumentException if its name is taken, or what it depends on does not exist or waits for it
     */
    public Registration register(RuntimeCheck check) {
        return new Registration(board, reports, board.join(check));
    }

    /**
     * Says how a real call to {@code check} went. It counts as an answer of the check, at once, and takes the place of its
     * next run; but a check is run at least once within its maximum age, since traffic does not see everything.
     *
     * <p>Report only what the dependency is to blame for, and let more than one failure make it DOWN
     * ({@link io.muster.lifecycle.CheckPolicy#fall}) where single calls fail by nature. Cheap enough for every call: what
     * stands already takes no lock. While the service does not serve, reports count nothing; neither do those about a component
     * without a check.
     *
     * @throws IllegalArgumentException if there is no such component or check
     */
    public void report(String check, HealthResult result) {
        requireNonNull(result, "result");
        find(check).ifPresent(track -> reports.report(track, result));
    }

    /** The same, for a call that threw: what it means is found out as for a check that throws. */
    public void report(String check, Throwable thrown) {
        requireNonNull(thrown, "thrown");
        find(check).ifPresent(track -> reports.report(track, thrown));
    }

    private Optional<CheckTrack> find(String check) {
        if (!board.knows(check)) {
            throw new IllegalArgumentException(
                    "check '" + check + "' does not exist; report what was added to the service or registered here");
        }
        return Optional.ofNullable(board.find(check));
    }

    /** Stops asking and telling. Checks in flight are interrupted and left to end; the last snapshot expires. */
    @Override
    public void close() {
        rounds.close();
        meter.close();
        lines.close();
        bulletin.close();
    }
}
