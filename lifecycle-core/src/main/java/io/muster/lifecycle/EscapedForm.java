package io.muster.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A secret of which any character may be escaped as URLs and JSON do it: each encoder has its own opinion of which must be,
 * and of the case of the digits.
 */
final class EscapedForm implements SecretForm {
    /** Which every encoder leaves alone. */
    private static final String PLAIN = "._-";

    private final String secret;
    /** Of each character, the ways to write it: escaped ones first, since a percent sign or backslash begins some. */
    private final List<List<String>> characters = new ArrayList<>();

    EscapedForm(String secret) {
        this.secret = secret;
        secret.codePoints().forEach(point -> characters.add(ways(point)));
    }

    /** Whether there is anything to escape in it. */
    static boolean isNeeded(String secret) {
        return secret.codePoints().anyMatch(point -> !isPlain(point));
    }

    private static boolean isPlain(int point) {
        return (point >= 'a' && point <= 'z')
                || (point >= 'A' && point <= 'Z')
                || (point >= '0' && point <= '9')
                || PLAIN.indexOf(point) >= 0;
    }

    private static List<String> ways(int point) {
        String raw = Character.toString(point);
        if (isPlain(point)) {
            return List.of(raw);
        }
        var percent = new StringBuilder();
        for (byte each : raw.getBytes(StandardCharsets.UTF_8)) {
            percent.append(String.format(Locale.ROOT, "%%%02x", each));
        }
        var unicode = new StringBuilder();
        raw.chars().forEach(unit -> unicode.append(String.format(Locale.ROOT, "\\u%04x", unit)));
        var ways = new ArrayList<>(List.of(percent.toString(), unicode.toString()));
        switch (point) {
            case '"', '\\', '/' -> ways.add("\\" + raw);
            case '\n' -> ways.add("\\n");
            case '\r' -> ways.add("\\r");
            case '\t' -> ways.add("\\t");
            case ' ' -> ways.add("+");
            default -> {
                // has no short escape
            }
        }
        ways.add(raw);
        return List.copyOf(ways);
    }

    @Override
    public String text() {
        return secret;
    }

    @Override
    public String scrub(String text, String mask) {
        if (text.indexOf('%') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        var scrubbed = new StringBuilder();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end > 0) {
                scrubbed.append(text, from, at).append(mask);
                from = end;
            }
            at = Math.max(at + 1, end);
        }
        return from == 0 ? text : scrubbed.append(text, from, text.length()).toString();
    }

    /** Where the secret ends that begins at {@code at}; -1 when none does. */
    private int end(String text, int at) {
        int end = at;
        for (List<String> ways : characters) {
            int length = length(text, end, ways);
            if (length == 0) {
                return -1;
            }
            end += length;
        }
        return end;
    }

    private static int length(String text, int at, List<String> ways) {
        for (String way : ways) {
            // letters are plain, and so never meet another case: only the digits of escapes do
            if (text.regionMatches(ways.size() > 1, at, way, 0, way.length())) {
                return way.length();
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
