package io.muster.health;

import io.muster.lifecycle.HealthResult;

/**
 * One check that joined a running service. Closing it removes the check, at once and for good. Thread-safe.
 *
 * <p>A run in flight is left to end, and its answer is ignored.
 */
public final class Registration implements AutoCloseable {
    private final Board board;
    private final Reports reports;
    private final CheckTrack track;

    Registration(Board board, Reports reports, CheckTrack track) {
        this.board = board;
        this.reports = reports;
        this.track = track;
    }

    /** The check's name. */
    public String name() {
        return track.name();
    }

    /** As {@link HealthMonitor#report(String, HealthResult)}; nothing once it is closed. */
    public void report(HealthResult result) {
        reports.report(track, result);
    }

    /** As {@link HealthMonitor#report(String, Throwable)}; nothing once it is closed. */
    public void report(Throwable thrown) {
        reports.report(track, thrown);
    }

    @Override
    public void close() {
        board.remove(track);
    }
}
