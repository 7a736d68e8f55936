package io.muster.validation;

import io.muster.lifecycle.Finding;
import java.util.Comparator;

/**
 * The report as workflow commands of GitHub Actions, errors first: it shows no more than ten of each kind in a step.
 *
 * <p>What comes from outside is escaped and of one line, so that no message can be a command of its own.
 */
final class GitHubReport {
    private static final int MOST_TEXT = 1_000;

    private GitHubReport() {}

    static String render(Report report) {
        var lines = new StringBuilder();
        report.items().stream()
                .sorted(Comparator.comparing(item -> !item.error()))
                .forEach(item -> lines.append(annotation(item)).append('\n'));
        return lines.append(Words.verdict(report))
                .append(' ')
                .append(Words.line(report.start().service(), 60))
                .append(": ")
                .append(Words.counts(report))
                .append("; exit code ")
                .append(report.exitCode())
                .append(" (")
                .append(Words.meaning(report.exitCode()))
                .append(")\n")
                .toString();
    }

    private static String annotation(Report.Item item) {
        Finding finding = item.finding();
        String title = Words.line(Words.name(finding), 200);
        String where = item.component() == null ? "" : item.component().name() + ": ";
        String message = where + Words.line(finding.message(), MOST_TEXT);
        String fix = finding.fix().isEmpty() ? "" : "\nfix: " + Words.line(finding.fix(), MOST_TEXT);
        return "::" + (item.error() ? "error" : "warning") + " title=" + property(title) + "::" + data(message + fix);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
