package io.muster.health.http;

import io.muster.health.Probe;
import java.util.Optional;

/**
 * One path, and what is there.
 *
 * @param path the whole path, or a pattern for the paths of single checks; never anything that a caller made up
 * @param kind what is there
 * @param mount whose dialect speaks; empty unless it is a dialect's
 * @param below the path below the mount, as it was sent
 * @param probe the probe that is asked; empty for a single check, and for what is no dialect's
 * @param place where its rendered answers are kept; negative when they are not
 */
record Endpoint(String path, Kind kind, Optional<Mount> mount, String below, Optional<Probe> probe, int place) {
    /** What there is at a path. */
    enum Kind {
        DIALECT,
        DIAGNOSTICS,
        METRICS
    }

    static Endpoint always(Mount mount, String below, Probe probe, int place) {
        return new Endpoint(mount.prefix() + below, Kind.DIALECT, Optional.of(mount), below, Optional.of(probe), place);
    }

    static Endpoint check(Mount mount, String below) {
        return new Endpoint(mount.prefix() + "/{check}", Kind.DIALECT, Optional.of(mount), below, Optional.empty(), -1);
    }

    static Endpoint special(String path, Kind kind) {
        return new Endpoint(path, kind, Optional.empty(), "", Optional.empty(), -1);
    }

    boolean asks(Probe asked) {
        return probe.filter(asked::equals).isPresent();
    }
}
