package io.muster.health.conformance;

import io.muster.health.Probe;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the kubelet makes of a container's answers: thresholds, timeouts, redirects, and startup before all else. Time is
 * the caller's, so that an hour of probing takes as long as its answers. Not thread-safe.
 *
 * <pre>{@code
 * var kubelet = KubeletSimulator.of(URI.create("http://127.0.0.1:8081"), List.of(
 *         KubeletProbe.of(Probe.READINESS, "/readyz").timing(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(1))));
 * kubelet.pass(Duration.ofSeconds(30));
 * assertThat(kubelet.ready()).isTrue();
 * }</pre>
 */
public final class KubeletSimulator {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Function<KubeletProbe, Attempt> asks;
    private final Map<Probe, KubeletWorker> workers = new EnumMap<>(Probe.class);
    private Duration now = Duration.ZERO;
    private boolean terminating;
    private boolean killed;

    private KubeletSimulator(List<KubeletProbe> probes, Function<KubeletProbe, Attempt> asks) {
        this.asks = asks;
        probes.forEach(probe -> workers.put(probe.probe(), new KubeletWorker(probe)));
    }

    /** A container that answers at {@code base}, such as {@code http://127.0.0.1:8081}. */
    public static KubeletSimulator of(URI base, List<KubeletProbe> probes) {
        return of(probes, probe -> new KubeletRequest(base.resolve(probe.path()), probe.timeout()).send());
    }

    /** A container whose answers are made up. */
    public static KubeletSimulator of(List<KubeletProbe> probes, Function<KubeletProbe, Attempt> asks) {
        return new KubeletSimulator(probes, asks);
    }

    /** Lets {@code time} go by, asking whatever is due in it, in steps of a second. */
    public void pass(Duration time) {
        for (Duration end = now.plus(time); now.compareTo(end) < 0; now = now.plus(STEP)) {
            for (Probe probe : Probe.values()) {
                KubeletWorker worker = workers.get(probe);
                if (worker != null && asked(probe) && worker.due(now)) {
                    killed |= worker.take(asks.apply(worker.probe()), now);
                }
            }
        }
    }

    /** A pod that is deleted: liveness and startup are not asked any more, readiness is. */
    public void terminate() {
        terminating = true;
    }

    private boolean asked(Probe probe) {
        if (killed || (terminating && probe != Probe.READINESS)) {
            return false;
        }
        return probe == Probe.STARTUP || started();
    }

    /** Whether the startup probe has passed, or there is none. */
    public boolean started() {
        KubeletWorker startup = workers.get(Probe.STARTUP);
        return startup == null || startup.passes();
    }

    /** Whether traffic would go to it; without a readiness probe as soon as it has started. */
    public boolean ready() {
        KubeletWorker readiness = workers.get(Probe.READINESS);
        return !killed && started() && (readiness == null || readiness.passes());
    }

    /** Whether liveness or startup has failed, so that the container is killed. */
    public boolean killed() {
        return killed;
    }
}
