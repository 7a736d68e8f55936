package io.muster.health.dialect;

import io.muster.health.Probe;
import io.muster.health.Snapshot;
import java.util.Map;
import java.util.Optional;

/**
 * A way of saying the one snapshot over HTTP, mounted under any prefix.
 *
 * <p>A dialect keeps no state, never blocks, and tells a caller without permission names and states only. What it says at
 * one of its {@link #paths()} to a question without parameters is rendered once per snapshot.
 */
public interface Dialect {
    /**
     * The paths that it always answers, below its mount, and the probe that each asks; the same at every call. A path is
     * empty for the mount itself, and begins with a slash otherwise.
     */
    Map<String, Probe> paths();

    /** What it says; empty, and so 404, when nothing is at this path. */
    Optional<Answer> say(Snapshot snapshot, Question question);
}
