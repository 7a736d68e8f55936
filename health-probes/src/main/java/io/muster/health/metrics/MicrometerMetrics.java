package io.muster.health.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.health.Snapshot;
import io.muster.health.dialect.Answer;
import io.muster.health.http.ProbeMetrics;
import io.muster.lifecycle.LifecycleView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a service in a Micrometer registry; every name begins with {@code muster}. Thread-safe.
 *
 * <pre>{@code
 * ProbeServer.on(8081).metrics(MicrometerMetrics.of(registry));
 * }</pre>
 *
 * <p>With a {@code PrometheusMeterRegistry}, alone or in a composite, {@code /metrics} says all of that registry.
 */
public final class MicrometerMetrics implements ProbeMetrics {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final MeterRegistry registry;
    private final Map<Answered, Counter> requests = new ConcurrentHashMap<>();
    private volatile @Nullable ServiceMeters meters;

    private record Answered(String endpoint, int status) {}

    private MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts in {@code registry}. */
    @SuppressWarnings("exports") // whoever has a registry has the library; requiring it of everybody would not compile
    public static MicrometerMetrics of(MeterRegistry registry) {
        return new MicrometerMetrics(requireNonNull(registry, "registry"));
    }

    @Override
    public AutoCloseable open(LifecycleView view, Supplier<Snapshot> snapshots) throws Exception {
        var opened = new ServiceMeters(registry, view, snapshots);
        meters = opened;
        AutoCloseable listening = view.listen(opened);
        return () -> {
            listening.close();
            opened.close();
        };
    }

    @Override
    public void answered(String endpoint, int status) {
        requests.computeIfAbsent(new Answered(endpoint, status), this::counter).increment();
        follow();
    }

    private Counter counter(Answered answered) {
        return Counter.builder("muster.probe.requests")
                .description("Answers to probes")
                .tag("endpoint", answered.endpoint())
                .tag("status", String.valueOf(answered.status()))
                .register(registry);
    }

    @Override
    public Optional<Answer> scrape() {
        follow();
        try {
            return PrometheusText.of(registry).map(text -> new Answer(true, TYPE, text));
        } catch (NoClassDefFoundError e) {
            // the application has no Prometheus registry at all
            return Optional.empty();
        }
    }

    private void follow() {
        ServiceMeters current = meters;
        if (current != null) {
            current.follow();
        }
    }
}
