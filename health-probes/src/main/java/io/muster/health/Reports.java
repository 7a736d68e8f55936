package io.muster.health;

import io.muster.lifecycle.HealthResult;

/** Takes in what real traffic says about checks; what stands already takes no lock. Thread-safe. */
final class Reports {
    private final Board board;
    private final Time time;
    private final CheckFailures failures;

    Reports(Board board, Time time, CheckFailures failures) {
        this.board = board;
        this.time = time;
        this.failures = failures;
    }

    void report(CheckTrack track, HealthResult result) {
        if (!track.agrees(result, time.nanos())) {
            board.report(track, result);
        }
    }

    void report(CheckTrack track, Throwable thrown) {
        report(track, failures.of(thrown));
    }
}
