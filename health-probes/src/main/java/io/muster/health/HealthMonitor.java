package io.muster.health;

import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the checks of a service on their schedule, from {@link LifecycleState#RUNNING} on, and publishes what it learns as
 * one immutable {@link Snapshot}.
 *
 * <p>Each check has one run in flight at the most, on a thread that is not a probe's, under a timeout that is ours: a
 * check that hangs is DOWN with its stack kept, and is not asked again until it returns. Reading the snapshot never waits
 * for a check. A monitor that is not renewed for five seconds reads as not ready. Thread-safe.
 */
public final class HealthMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    private static final Duration RENEWAL = Duration.ofSeconds(1);
    private static final Duration EXPIRY = Duration.ofSeconds(5);
    /** Bundles answers that come close together into one snapshot. */
    private static final long SHORTEST_PAUSE_MILLIS = 5;

    private final LifecycleView view;
    private final Time time;
    private final Board board;
    private final Journal journal;
    private final MachineMeter meter;
    private final CheckThreads threads;
    private final CheckFailures failures = new CheckFailures();
    private final Map<String, Run> inFlight = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private boolean broken;
    private volatile boolean closed;
    private volatile Published published;

    /** A snapshot and the moment from which on nobody vouches for it. */
    private record Published(Snapshot snapshot, long renewedAt) {}

    private HealthMonitor(LifecycleView view, Liveness liveness, Time time) {
        this.view = view;
        this.time = time;
        String service = view.service();
        this.journal = new Journal(service);
        this.meter = new MachineMeter(service);
        this.threads = new CheckThreads(service);
        this.board = new Board(
                view, liveness, time, () -> ThreadLocalRandom.current().nextDouble(), meter::machine, journal::post);
        this.thread = CheckThreads.platform("muster-" + service + "-health", this::loop);
        this.published = new Published(board.snapshot(), time.nanos());
    }

    /** Watches a service that is alive as long as it answers. */
    public static HealthMonitor watch(LifecycleView view) {
        return watch(view, new Liveness());
    }

    /** Watches a service that says itself whether it is alive. */
    public static HealthMonitor watch(LifecycleView view, Liveness liveness) {
        return watch(view, liveness, SystemTime.INSTANCE);
    }

    static HealthMonitor watch(LifecycleView view, Liveness liveness, Time time) {
        var monitor = new HealthMonitor(view, liveness, time);
        monitor.open();
        return monitor;
    }

    private void open() {
        journal.open();
        meter.open();
        thread.start();
    }

    /** How the service is. Costs two volatile reads, but for the one call that is the first to see a new state. */
    public Snapshot snapshot() {
        Published latest = published;
        if (latest.snapshot().state() != Board.state(view)) {
            latest = new Published(board.snapshot(), latest.renewedAt());
            published = latest;
        }
        Duration age = Duration.ofNanos(time.nanos() - latest.renewedAt());
        return age.compareTo(EXPIRY) <= 0
                ? latest.snapshot()
                : latest.snapshot().expired("the monitor is silent for " + Text.of(age), time.now());
    }

    /** Stops asking. Checks in flight are left to end; the last snapshot expires. */
    @Override
    public void close() {
        closed = true;
        news.release();
        threads.close();
        meter.close();
        journal.close();
    }

    private void loop() {
        AutoCloseable listening = view.listen(new Wake());
        try {
            while (!closed) {
                stepSafely();
                long millis = TimeUnit.NANOSECONDS.toMillis(board.untilNext(RENEWAL.toNanos()));
                if (news.tryAcquire(Math.max(SHORTEST_PAUSE_MILLIS, millis), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
            listening.close();
        } catch (InterruptedException e) {
            log.warn("'{}': the health monitor was interrupted and ends; readiness is lost", view.service(), e);
        } catch (Exception e) {
            log.warn("'{}': the health monitor could not stop listening", view.service(), e);
        }
    }

    /** Goes on after a bug or a shortage of memory; what is not renewed meanwhile expires. */
    private void stepSafely() {
        try {
            step();
            broken = false;
        } catch (RuntimeException | Error e) {
            if (!broken) {
                log.error("'{}': the health monitor broke and tries again; this is a bug in Muster", view.service(), e);
            }
            broken = true;
        }
    }

    private void step() {
        for (CheckTrack track : board.overdue()) {
            Run run = inFlight.get(track.name());
            board.miss(track, run == null ? "" : run.interrupt());
        }
        board.begin().forEach(this::begin);
        published = new Published(board.snapshot(), time.nanos());
    }

    private void begin(CheckTrack track) {
        HealthCheck check = track.check();
        if (check == null) {
            return;
        }
        var run = new Run(check, track.timeout(), time, failures, result -> end(track, result));
        inFlight.put(track.name(), run);
        try {
            threads.run("muster-" + view.service() + "-" + track.name() + "-check", run);
        } catch (RuntimeException | Error e) {
            end(track, HealthResult.unknown("no thread for this check: " + e.getMessage()));
        }
    }

    private void end(CheckTrack track, HealthResult result) {
        inFlight.remove(track.name());
        board.answer(track, result);
        news.release();
    }

    /** Wakes the monitor when something has happened. */
    private final class Wake implements LifecycleListener {
        @Override
        public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
            news.release();
        }

        @Override
        public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
            news.release();
        }
    }
}
