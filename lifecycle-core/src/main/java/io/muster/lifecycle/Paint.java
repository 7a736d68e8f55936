package io.muster.lifecycle;

import java.util.Locale;
import java.util.Map;

/** Colours for a terminal, or none: what is painted says the same without. */
enum Paint {
    GREEN(32),
    YELLOW(33),
    RED(31);

    /** What the marks at the beginnings of lines stand for. */
    private static final Map<Character, Paint> MARKS =
            Map.of('+', GREEN, '!', YELLOW, '-', YELLOW, '~', YELLOW, 'x', RED);

    private final int code;

    Paint(int code) {
        this.code = code;
    }

    String on(String text) {
        return String.format(Locale.ROOT, "\u001b[%dm%s\u001b[0m", code, text);
    }

    /** The line with the mark that it begins with painted; other lines as they are. */
    static String mark(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        boolean marked = at + 1 < line.length() && line.charAt(at + 1) == ' ';
        Paint paint = marked ? MARKS.get(line.charAt(at)) : null;
        return paint == null
                ? line
                : line.substring(0, at) + paint.on(line.substring(at, at + 1)) + line.substring(at + 1);
    }

    /** Whether this environment wants colour on a terminal: see no-color.org. */
    static boolean wanted(Map<String, String> environment) {
        String no = environment.getOrDefault("NO_COLOR", "");
        return no.isEmpty() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
