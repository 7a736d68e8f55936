package io.muster.health;

import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Redactor;

/** Takes in what real traffic says about checks; what stands already takes no lock. Thread-safe. */
final class Reports {
    private final Board board;
    private final Time time;
    private final Redactor redactor;

    Reports(Board board, Time time, Redactor redactor) {
        this.board = board;
        this.time = time;
        this.redactor = redactor;
    }

    void report(CheckTrack track, HealthResult result) {
        if (!track.agrees(result, time.nanos())) {
            board.report(track, result);
        }
    }

    void report(CheckTrack track, Throwable thrown) {
        report(track, HealthResult.down(thrown, redactor));
    }
}
