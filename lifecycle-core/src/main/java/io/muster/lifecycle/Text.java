package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says durations and failures the way people read them. */
final class Text {
    private Text() {}

    /** Such as {@code 30 s}, {@code 1.25 s}, {@code 12 ms}, {@code 2 min}. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (Math.abs(millis) < 1_000) {
            return millis + " ms";
        }
        if (Math.abs(millis) >= 60_000 && millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        if (millis % 1_000 == 0) {
            return millis / 1_000 + " s";
        }
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }

    /** Why a component did not start, in one line. */
    static String of(String component, Outcome outcome, List<Finding> failures) {
        if (failures.isEmpty()) {
            return outcome.name();
        }
        Finding first = failures.get(0);
        String subject = first.subject().equals(component) ? "" : first.subject() + " ";
        String more = failures.size() > 1 ? " (and " + (failures.size() - 1) + " more)" : "";
        return subject + first.message() + more;
    }

    static String ofNanos(long nanos) {
        return of(Duration.ofNanos(nanos));
    }
}
