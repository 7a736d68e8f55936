package io.muster.benchmarks;

import java.util.Optional;

/** A rival that needs a newer Java than the others, so it is found as a service. */
public interface ProbeService {
    /** Starts it on loopback, with checks of what there is; returns its port. */
    int start(Optional<Clients> clients);
}
