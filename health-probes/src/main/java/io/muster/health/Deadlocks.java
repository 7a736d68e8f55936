package io.muster.health;

import static java.util.stream.Collectors.joining;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Looks every five seconds for platform threads that wait for each other.
 *
 * <p>Only threads that do so in two looks in a row count: a wait with a limit may still end. Not thread-safe.
 */
final class Deadlocks {
    static final String NAME = "deadlock";
    private static final long PERIOD_NANOS = 5_000_000_000L;
    private static final int MOST_NAMES = 5;

    private final Supplier<Set<Long>> look;
    private Set<Long> seen = Set.of();
    private Set<Long> confirmed = Set.of();
    private boolean looked;
    private long lookedAt;

    /** {@code look} gives the ids of the threads in deadlock. */
    Deadlocks(Supplier<Set<Long>> look) {
        this.look = look;
    }

    static Deadlocks ofThisProcess() {
        return new Deadlocks(() -> {
            long[] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
            var found = new TreeSet<Long>();
            if (ids != null) {
                Arrays.stream(ids).forEach(found::add);
            }
            return found;
        });
    }

    void look(long now) {
        if (looked && now - lookedAt < PERIOD_NANOS) {
            return;
        }
        looked = true;
        lookedAt = now;
        Set<Long> found = look.get();
        var both = new TreeSet<>(found);
        both.retainAll(seen);
        confirmed = both;
        seen = found;
    }

    /** Says which threads wait for each other; empty while none do. */
    Optional<Sign> sign() {
        if (confirmed.isEmpty()) {
            return Optional.empty();
        }
        long[] ids = confirmed.stream().mapToLong(Long::longValue).toArray();
        ThreadInfo[] infos = ManagementFactory.getThreadMXBean().getThreadInfo(ids);
        var names = Arrays.stream(infos)
                .filter(Objects::nonNull)
                .limit(MOST_NAMES)
                .map(info -> "'" + info.getThreadName() + "' waits for " + info.getLockName() + " of '"
                        + info.getLockOwnerName() + "'")
                .collect(joining(", "));
        return Optional.of(new Sign(
                NAME,
                false,
                Text.count(ids.length, "thread") + " in deadlock: " + names + "; only a restart ends this"));
    }
}
