package io.muster.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a start went: everything that somebody on call wants to know, in one value.
 *
 * @param service the service's name
 * @param outcome {@link Outcome#SUCCEEDED}, {@link Outcome#DEGRADED} when an optional component failed,
 *     {@link Outcome#FAILED} or {@link Outcome#CANCELLED}
 * @param reason why it failed or was cancelled; empty otherwise
 * @param exitCode what the process exits with because of it; 0 unless it failed
 * @param startedAt when it began
 * @param duration from there to ready, or to the end of the rollback
 * @param components each component in the order in which they were added
 * @param findings everything that is wrong, attachments first, then component by component
 * @param settings what the service is configured with, as far as components say it
 * @param criticalPath the chain of components that the start took as long as, first to last
 */
public record StartupReport(
        String service,
        Outcome outcome,
        String reason,
        int exitCode,
        Instant startedAt,
        Duration duration,
        List<ComponentStart> components,
        List<Finding> findings,
        List<Setting> settings,
        List<String> criticalPath) {

    /** Copies the lists. */
    public StartupReport {
        components = List.copyOf(components);
        findings = List.copyOf(findings);
        settings = List.copyOf(settings);
        criticalPath = List.copyOf(criticalPath);
    }

    /** Nothing was started, since the graph or the budgets are impossible. */
    static StartupReport refused(String service, String why) {
        var finding = Finding.error(Failure.CONFIGURATION, service, why);
        return new StartupReport(
                service,
                Outcome.FAILED,
                "the start is refused",
                Failure.CONFIGURATION.exitCode(),
                SystemTime.INSTANCE.now(),
                Duration.ZERO,
                List.of(),
                List.of(finding),
                List.of(),
                List.of());
    }

    /** The findings that end a start, gravest kinds not first but in component order. */
    public List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.failure().isPresent())
                .toList();
    }

    /**
     * What a startup probe must allow at the least: this start on a machine that is three times as slow. A start that waits for
     * a dependency may last as long as the start budget, and the JVM's own start comes before it: allow for both.
     */
    public StartupProbe startupProbe() {
        return StartupProbe.after(duration);
    }

    /** The start as bars over time, at most 100 columns; the critical path is drawn with {@code =}. */
    public String timeline() {
        return new Timeline(this).render();
    }

    /** The report for a terminal or a log: at most 100 columns, no colour, the summary last. */
    public String toText() {
        return new StartupText(this, false).render();
    }
}
