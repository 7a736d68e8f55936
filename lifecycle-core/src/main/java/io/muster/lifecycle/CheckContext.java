package io.muster.lifecycle;

import java.time.Duration;

/** What a check knows of its circumstances. */
public interface CheckContext {
    /** Time left for this run; never negative. */
    Duration remaining();

    /** True during the start, when a check looks deep (schema, rights, round trips); false while running. */
    boolean starting();
}
