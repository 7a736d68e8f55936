package io.muster.health;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes round: sees which runs are late, has those run whose turn has come, and renews the snapshot each second. */
final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    /** From here on a run counts as held up when others wait for a thread. */
    private static final Duration SLOW = Duration.ofMillis(100);
    /** Bundles changes that come close together into one snapshot. */
    private static final long BUNDLING_MILLIS = 10;
    /** Bundles runs that are due close together into one round: each may come so much later. */
    private static final long SHORTEST_WAIT_MILLIS = 40;

    private static final HealthResult UNASKED = HealthResult.down(Failure.BUG, "could not be asked; the log says why");

    private final LifecycleView view;
    private final Board board;
    private final LifeSigns life;
    private final Time time;
    private final Semaphore news;
    private final CheckThreads threads;
    private final Thread thread;
    /** By the check's name, which a successor of a removed check may share: the run is then its own too. */
    private final Map<String, Run> inFlight = new ConcurrentHashMap<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean broken;

    /** {@code news} gets a permit whenever the board does not want to wait for the next round. */
    Rounds(LifecycleView view, Board board, LifeSigns life, Time time, Semaphore news) {
        this.view = view;
        this.board = board;
        this.life = life;
        this.time = time;
        this.news = news;
        this.threads = new CheckThreads(view.service(), this::next);
        this.thread = CheckThreads.daemon("muster-" + view.service() + "-health", this::loop);
    }

    void open() {
        thread.start();
    }

    /** Ends. Checks in flight are interrupted once and left to end. */
    @Override
    public void close() {
        closed.countDown();
        news.release();
        threads.close();
        inFlight.values().forEach(Run::interrupt);
    }

    private void loop() {
        AutoCloseable listening = view.listen(new Wake());
        try {
            while (!closed.await(BUNDLING_MILLIS, MILLISECONDS)) {
                stepSafely();
                long millis = NANOSECONDS.toMillis(board.untilNext());
                if (news.tryAcquire(Math.max(SHORTEST_WAIT_MILLIS, millis), MILLISECONDS)) {
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
                Quietly.log(() -> log.error(
                        "'{}': the health monitor broke and tries again; this is a bug in Muster", view.service(), e));
            }
            broken = true;
        }
    }

    private void step() {
        board.awake();
        for (CheckTrack track : board.overdue()) {
            Run run = inFlight.get(track.name());
            board.miss(track, run == null ? "" : run.interrupt());
        }
        if (board.due()) {
            inFlight.values().stream()
                    .filter(run -> run.age().compareTo(SLOW) > 0)
                    .forEach(threads::lose);
            threads.call();
        }
        if (board.wantsRenewal()) {
            life.look(time.nanos(), time.now(), StateTable.serves(board.state()));
            board.renew();
        }
    }

    /** The next run, for the thread that asks. More work calls more threads. */
    private @Nullable Run next() {
        CheckTrack track = board.next();
        if (track == null) {
            return null;
        }
        HealthCheck check = track.check();
        if (check == null) {
            // removed since: this run ends before it begins
            end(track, HealthResult.unknown("removed"));
            return null;
        }
        try {
            return run(track, check);
        } catch (RuntimeException | Error e) {
            // out of memory, say: it counts as running, and only its end lets it be asked again
            end(track, UNASKED);
            throw e;
        }
    }

    private Run run(CheckTrack track, HealthCheck check) {
        if (board.due()) {
            threads.call();
        }
        var name = "muster-" + view.service() + "-" + track.name() + "-check";
        var run = new Run(name, check, track.timeout(), time, view.redactor(), result -> end(track, result));
        inFlight.put(track.name(), run);
        return run;
    }

    private void end(CheckTrack track, HealthResult result) {
        inFlight.remove(track.name());
        board.answer(track, result);
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
