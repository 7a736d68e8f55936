package io.muster.health.http;

import io.muster.health.Snapshot;
import io.muster.health.dialect.Answer;
import io.muster.lifecycle.LifecycleView;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts what a service does, and may say it as text for a scraper. Thread-safe.
 *
 * <p>Implement it for a metrics library; {@code io.muster.health.metrics.MicrometerMetrics} is the one for Micrometer.
 */
public interface ProbeMetrics {
    /** Begins to watch a service; closing what is returned ends it. */
    AutoCloseable open(LifecycleView view, Supplier<Snapshot> snapshots) throws Exception;

    /**
     * One probe was answered.
     *
     * @param endpoint its path, out of a small fixed set
     * @param status the HTTP status
     */
    void answered(String endpoint, int status);

    /** Everything there is to scrape; empty when this library has no text for it. */
    Optional<Answer> scrape();
}
