package io.muster.lifecycle;

import java.time.Duration;

/** What a check knows of its circumstances. */
public interface CheckContext {
    /** Time left for this run; never negative. */
    Duration remaining();

    /** True during the start, when a check looks deep (schema, rights, round trips); false while running. */
    boolean starting();

    /**
     * Adds a warning to the startup report; it fails nothing. For several things to tell apart: an answer that is DEGRADED
     * is a warning of the report anyhow. While running there is no report, and it does nothing.
     */
    default void warn(Finding warning) {}
}
