package io.muster.health;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says things the way people read them. */
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

    /** Such as {@code 1 root}, {@code 3 symptoms}. */
    static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    /** The first {@code most} names, and how many more there are. */
    static String names(List<String> names, int most) {
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    /** The first {@code most} characters, marked when there are more: what comes from a network can be a megabyte. */
    static String shorten(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    /** The same on one line, so that what a server says cannot look like a line of the log. */
    static String line(String text, int most) {
        String shortened = shorten(text, most);
        return shortened.chars().noneMatch(Character::isISOControl)
                ? shortened
                : shortened.replaceAll("\\p{Cc}+", " ").strip();
    }
}
