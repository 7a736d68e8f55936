package io.muster.health;

import java.time.Duration;
import java.util.Locale;

/** Says durations the way people read them. */
final class Text {
    private Text() {}

    /** Such as {@code 30 s}, {@code 1.25 s}, {@code 12 ms}. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (Math.abs(millis) < 1_000) {
            return millis + " ms";
        }
        if (millis % 1_000 == 0) {
            return millis / 1_000 + " s";
        }
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
    }
}
