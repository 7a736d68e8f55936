package io.muster.health;

import io.muster.lifecycle.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every sign of life, and keeps what it finds at the moment of death.
 *
 * <p>One thread looks; any thread reads what was found last.
 */
final class LifeSigns {
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);

    private final Liveness liveness;
    private final Deadlocks deadlocks;
    private final Vitals vitals;
    private final Supplier<String> threads;
    private final Redactor redactor;
    private boolean dead;
    private volatile Found found = new Found(List.of(), null);

    /** What was found last, and at the last death. */
    private record Found(List<Sign> signs, @Nullable Evidence evidence) {}

    LifeSigns(Liveness liveness, Deadlocks deadlocks, Vitals vitals, Supplier<String> threads, Redactor redactor) {
        this.liveness = liveness;
        this.deadlocks = deadlocks;
        this.vitals = vitals;
        this.threads = threads;
        this.redactor = redactor;
    }

    /** Looks again; {@code serving} tells whether a dead sign means a dead service. */
    void look(long now, Instant instant, boolean serving) {
        if (vitals.due(now)) {
            vitals.sample(now);
        }
        deadlocks.look(now);
        var signs = new ArrayList<Sign>();
        liveness.signs().forEach(sign -> signs.add(scrub(sign)));
        deadlocks.sign().ifPresent(sign -> signs.add(scrub(sign)));
        List<Sign> bad = signs.stream().filter(sign -> !sign.alive()).toList();
        boolean dies = serving && !bad.isEmpty();
        Evidence evidence = dies && !dead ? gather(bad, now, instant) : found.evidence();
        dead = dies;
        found = new Found(signs, evidence);
    }

    private Evidence gather(List<Sign> bad, long now, Instant instant) {
        Duration silence = liveness.longestSilence();
        Duration window = silence.compareTo(SHORTEST_WINDOW) > 0 ? silence : SHORTEST_WINDOW;
        return new Evidence(
                instant, StateTable.reason(bad), vitals.pressure(window, now), redactor.scrub(threads.get()));
    }

    private Sign scrub(Sign sign) {
        return new Sign(sign.name(), sign.alive(), redactor.scrub(sign.reason()));
    }

    List<Sign> signs() {
        return found.signs();
    }

    /** What was found when the service turned dead for the last time; kept even if it came back to life. */
    Optional<Evidence> evidence() {
        return Optional.ofNullable(found.evidence());
    }
}
