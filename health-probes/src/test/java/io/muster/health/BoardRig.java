package io.muster.health;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A board without threads: a test moves its clock, answers for its checks, and reads what it tells. */
final class BoardRig {
    static final HealthCheck CHECK = context -> HealthResult.up();

    final HandClock clock = new HandClock();
    final FakeView view = new FakeView();
    final Liveness liveness = new Liveness(clock);
    final List<String> told = new ArrayList<>();
    Set<Long> deadlocked = Set.of();
    double random;
    int wakes;

    final LifeSigns life = new LifeSigns(
            liveness,
            new Deadlocks(() -> deadlocked),
            new Vitals(() -> 0, Optional::empty),
            () -> "\"poller\" WAITING",
            view.redactor());

    final Board board = new Board(
            view, life, clock, () -> random, () -> Machine.UNKNOWN, change -> change.accept(new Told()), () -> wakes++);

    final Reports reports = new Reports(board, clock, new Redactor());

    /** A service that runs, with one check. */
    BoardRig running(String name, CheckPolicy policy, boolean required) {
        view.with(name, policy, required, CHECK);
        return running();
    }

    BoardRig running() {
        view.state(LifecycleState.RUNNING);
        look();
        return this;
    }

    /** One round without the threads. */
    Snapshot look() {
        board.awake();
        life.look(clock.nanos(), clock.now(), StateTable.serves(board.state()));
        Snapshot snapshot = board.renew();
        board.untilNext();
        return snapshot;
    }

    CheckSnapshot look(String name) {
        return look().check(name).orElseThrow();
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /** Takes every check whose turn has come. */
    List<CheckTrack> begin() {
        var begun = new ArrayList<CheckTrack>();
        for (CheckTrack track = board.next(); track != null; track = board.next()) {
            begun.add(track);
        }
        return begun;
    }

    /** Lets time pass second by second, and answers for each check whose turn comes; returns how many runs there were. */
    int run(Duration time, Function<String, HealthResult> answers) {
        return run(time, answers, () -> {});
    }

    /** The same, with something else each second. */
    int run(Duration time, Function<String, HealthResult> answers, Runnable eachSecond) {
        int runs = 0;
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.pass(Duration.ofSeconds(1));
            eachSecond.run();
            for (CheckTrack track : begin()) {
                board.answer(track, answers.apply(track.name()));
                runs++;
            }
            look();
        }
        return runs;
    }

    CheckTrack track(String name) {
        CheckTrack track = board.find(name);
        if (track == null) {
            throw new AssertionError(name);
        }
        return track;
    }

    Registration join(RuntimeCheck check) {
        return new Registration(board, reports, board.join(check));
    }

    private final class Told implements HealthListener {
        @Override
        public void checkChanged(CheckSnapshot before, CheckSnapshot now) {
            told.add(HealthLog.say(before, now));
        }

        @Override
        public void readinessChanged(Verdict before, Snapshot now) {
            told.add(HealthLog.say(now));
        }

        @Override
        public void livenessChanged(Verdict before, Snapshot now) {
            told.add(
                    now.liveness().passed()
                            ? "alive again"
                            : "not alive: " + now.liveness().reason());
        }
    }
}
