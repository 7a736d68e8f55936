package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How a stop went.
 *
 * @param service the service's name
 * @param reason why it stopped
 * @param duration from the request to the end
 * @param components everything that had started, in the order in which it was added; before it attachments that did not
 *     close
 */
public record ShutdownReport(String service, String reason, Duration duration, List<ComponentStop> components) {

    /** Copies the list. */
    public ShutdownReport {
        components = List.copyOf(components);
    }

    /** Whether every component stopped, and every attachment closed, by itself and without a failure. */
    public boolean clean() {
        return components.stream().allMatch(stop -> stop.outcome() == Outcome.SUCCEEDED);
    }

    /** The report for a terminal or a log: one line a component. */
    public String toText() {
        var text = new StringBuilder("STOPPED  " + service + "   " + Text.of(duration) + "   reason: " + reason);
        for (ComponentStop stop : components) {
            text.append(String.format(
                    Locale.ROOT, "%n  %-24s %-10s %9s", stop.name(), stop.outcome(), Text.of(stop.duration())));
            stop.failure().ifPresent(failure -> text.append("  ").append(failure.message()));
            stop.stack().ifPresent(stack -> text.append(System.lineSeparator()).append(stack));
        }
        return text.toString();
    }
}
