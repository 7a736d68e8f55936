package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;

/**
 * What a start knows of its circumstances. Thread-safe; usable only while that start runs.
 */
public interface StartContext {
    /** Time left for this start: the smaller of its own timeout and the start budget; never negative. */
    Duration remaining();

    /** Whether the start was cancelled or its time is up. */
    boolean cancelled();

    /** Says how far the start is ("migrating 12/40"), to listeners, the log and the console. */
    void progress(String message);

    /**
     * Runs {@code action} once if this start is cancelled, at once if it already was: for calls that ignore interrupts,
     * such as a socket read.
     */
    void onCancel(Runnable action);

    /** Adds a warning to the startup report; it fails nothing. */
    void warn(Finding warning);

    /** Puts what the service is configured with into the startup report and the diagnostics; the last call counts. */
    void settings(List<Setting> settings);

    /**
     * In a rehearsal, reports these errors and returns true: the component counts as failed, and the start may return a
     * value that is good in part, so that what does not need the rest is tried too. In a start returns false and does
     * nothing: throw.
     *
     * @throws IllegalArgumentException if one of them is a warning
     */
    boolean goesOnDespite(List<Finding> errors);

    /** The manager's redactor: what is added to it is scrubbed from every text that leaves the library. */
    Redactor redactor();
}
