package io.muster.health.diagnostics;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who probes a service, and whether each of them has been told that it drains. Thread-safe and lock-free.
 *
 * <p>It keeps {@value #MOST} probers at the most, and forgets who has not asked for two minutes. When there are more, it
 * only counts the rest, and says no more that everybody was told: whoever floods it with names makes a drain last as
 * long as it may, never shorter.
 */
public final class Probers {
    /** How many are kept. */
    public static final int MOST = 64;

    private static final Duration FORGOTTEN = Duration.ofMinutes(2);
    private static final int LONGEST_AGENT = 120;
    private static final int NOT_READY = 503;
    /** How HAProxy's dialect says that a service drains. */
    private static final int GONE = 404;

    private final Clock clock;
    private final Runnable whenTold;
    private final Map<Who, Seen> seen = new ConcurrentHashMap<>();
    private final AtomicLong others = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Instant lastOther = Instant.MIN;

    private record Who(Optional<InetAddress> address, String agent) {}

    private static final class Seen {
        private final AtomicLong asked = new AtomicLong();
        private volatile Prober last;
        private volatile boolean asksReadiness;
        private volatile boolean told;

        private Seen(Prober first) {
            last = first;
        }
    }

    /** Nobody has asked yet; {@code whenTold} runs once, when every prober of readiness has been told of the drain. */
    public Probers(Runnable whenTold) {
        this(whenTold, SystemTime.CLOCK);
    }

    Probers(Runnable whenTold, Clock clock) {
        this.whenTold = whenTold;
        this.clock = clock;
    }

    /**
     * Keeps one answer in mind.
     *
     * @param readiness whether the endpoint answers the readiness probe
     * @param draining whether the service was draining then
     */
    public void answered(
            Optional<InetAddress> address,
            String agent,
            String endpoint,
            int status,
            boolean readiness,
            boolean draining) {
        Instant now = clock.instant();
        String name = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
        Seen known = seen(new Who(address, name), endpoint, status, now);
        if (known != null) {
            known.last = new Prober(
                    known.last.address(), known.last.userAgent(), endpoint, status, now, known.asked.incrementAndGet());
            if (readiness) {
                known.asksReadiness = true;
            }
            if (readiness && draining && (status == NOT_READY || status == GONE)) {
                known.told = true;
            }
        }
        if (draining && readiness && !told.get() && everybodyTold(now) && told.compareAndSet(false, true)) {
            whenTold.run();
        }
    }

    private @Nullable Seen seen(Who who, String endpoint, int status, Instant now) {
        Seen known = seen.get(who);
        if (known != null) {
            return known;
        }
        if (seen.size() >= MOST) {
            seen.values().removeIf(each -> forgotten(each, now));
        }
        if (seen.size() >= MOST) {
            others.incrementAndGet();
            lastOther = now;
            return null;
        }
        String address = who.address().map(InetAddress::getHostAddress).orElse("unknown");
        var first = new Prober(address, printable(who.agent()), endpoint, status, now, 0);
        return seen.computeIfAbsent(who, key -> new Seen(first));
    }

    private boolean everybodyTold(Instant now) {
        return lastOther.isBefore(now.minus(FORGOTTEN))
                && seen.values().stream()
                        .filter(each -> each.asksReadiness && !forgotten(each, now))
                        .allMatch(each -> each.told);
    }

    private static boolean forgotten(Seen each, Instant now) {
        return each.last.askedAt().isBefore(now.minus(FORGOTTEN));
    }

    /** Who has asked within the last two minutes, the latest first. */
    public List<Prober> recent() {
        Instant now = clock.instant();
        return seen.values().stream()
                .filter(each -> !forgotten(each, now))
                .map(each -> each.last)
                .sorted(Comparator.comparing(Prober::askedAt).reversed())
                .toList();
    }

    /** How many answers went to probers beyond those that are kept. */
    public long others() {
        return others.get();
    }

    private static String printable(String agent) {
        return agent.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
