package io.muster.validation;

import io.muster.lifecycle.Finding;
import java.time.Duration;
import java.util.Locale;

/** Says the parts that every rendering has. */
final class Words {
    private Words() {}

    /** Such as {@code 3 errors, 1 warning, 2 not run, 1 skipped}. */
    static String counts(Report report) {
        int notRun = report.notRun().size();
        int skipped = report.skipped().size();
        return plural(report.errors().size(), "error")
                + ", "
                + plural(report.warnings().size(), "warning")
                + (notRun == 0 ? "" : ", " + notRun + " not run")
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static String verdict(Report report) {
        return report.exitCode() == 0 ? "VALIDATION PASSED" : "VALIDATION FAILED";
    }

    /** What an exit code tells whoever decides about a restart. */
    static String meaning(int exitCode) {
        return switch (exitCode) {
            case 0 -> "ready to start";
            case 70 -> "a bug: see the log";
            case 78 -> "configuration: a restart will not help";
            case 77 -> "permission: a restart will not help";
            case 69 -> "unavailable: a restart may help";
            case 75 -> "overloaded: a restart may help";
            case 124 -> "the start budget was spent";
            default -> "see the findings";
        };
    }

    static String name(Finding finding) {
        return finding.code().isEmpty() ? finding.subject() : finding.code() + " " + finding.subject();
    }

    static String time(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    /** One line of at most {@code most} characters: what comes from servers may hold anything. */
    static String line(String text, int most) {
        var line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < most; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        boolean whole = text.length() <= most;
        int end = line.length();
        boolean split = !whole && Character.isHighSurrogate(line.charAt(end - 1));
        return line.substring(0, split ? end - 1 : end) + (whole ? "" : "...");
    }
}
