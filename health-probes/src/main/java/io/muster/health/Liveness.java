package io.muster.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a service says of its own life: that its loops still turn, and that it is beyond repair. Thread-safe.
 *
 * <p>There is no way to look at a dependency here: a restart mends no database, and liveness that fails with one restarts
 * every instance at once. Besides what is said here, a service that runs is dead only while platform threads of it wait
 * for each other in a deadlock.
 */
public final class Liveness {
    private static final String DECLARED = "declared";

    private final Time time;
    private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable String> broken = new AtomicReference<>();

    /** Nothing declared, no heartbeats. */
    public Liveness() {
        this(SystemTime.INSTANCE);
    }

    Liveness(Time time) {
        this.time = time;
    }

    /**
     * A heartbeat that has just beaten and must beat again within {@code within}, for ever, or until it is closed.
     *
     * @throws IllegalArgumentException if the name is not visible text, or taken, or the time is not positive
     */
    public Heartbeat heartbeat(String name, Duration within) {
        Require.name(name, "the name of a heartbeat");
        if (name.equals(DECLARED) || name.equals(Deadlocks.NAME)) {
            throw new IllegalArgumentException("heartbeat name '" + name + "' is reserved; take another");
        }
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("heartbeat '" + name + "': time must be positive: " + Text.of(within));
        }
        synchronized (heartbeats) {
            if (heartbeats.stream().anyMatch(other -> other.name().equals(name))) {
                throw new IllegalArgumentException("heartbeat '" + name + "' exists already; close it first");
            }
            var heartbeat = new Heartbeat(this, name, within, time);
            heartbeats.add(heartbeat);
            return heartbeat;
        }
    }

    /** Declares the service beyond repair, so that the platform restarts it. The first reason is kept. Final. */
    public void declareBroken(String reason) {
        broken.compareAndSet(null, requireNonNull(reason, "reason"));
    }

    void forget(Heartbeat heartbeat) {
        heartbeats.remove(heartbeat);
    }

    /** How long the heartbeat that is late for longest has been silent; zero while none is late. */
    Duration longestSilence() {
        return heartbeats.stream()
                .filter(heartbeat -> !heartbeat.sign().alive())
                .map(Heartbeat::silent)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Every sign there is, now; what was declared comes first. */
    List<Sign> signs() {
        var signs = new ArrayList<Sign>();
        String declared = broken.get();
        if (declared != null) {
            signs.add(new Sign(DECLARED, false, declared));
        }
        heartbeats.forEach(heartbeat -> signs.add(heartbeat.sign()));
        return signs;
    }
}
