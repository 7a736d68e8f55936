package io.muster.lifecycle;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Renders a {@link StartupReport} for people: a row a component, what is wrong under it, the summary last. */
final class StartupText {
    private static final int WIDTH = 100;
    private static final String RULE = "-".repeat(WIDTH);
    private static final String INDENT = " ".repeat(6);

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final StartupReport report;
    private final boolean colour;
    private final StringBuilder out = new StringBuilder();

    StartupText(StartupReport report, boolean colour) {
        this.report = report;
        this.colour = colour;
    }

    String render() {
        line(RULE);
        line(" START " + (colour ? paint().on(verdict()) : verdict()) + "   " + report.service() + "   "
                + Text.of(report.duration()));
        line(RULE);
        int width = Math.min(
                32,
                Math.max(
                        9,
                        report.components().stream()
                                .mapToInt(c -> c.name().length())
                                .max()
                                .orElse(0)));
        line(String.format(
                Locale.ROOT,
                "   %-" + width + "s  %-9s  %5s  %9s  %s",
                "component",
                "outcome",
                "tries",
                "time",
                "waited for"));
        for (ComponentStart component : report.components()) {
            row(component, width);
        }
        looseFindings().forEach(this::finding);
        line(RULE);
        summary();
        return out.toString();
    }

    private String verdict() {
        return switch (report.outcome()) {
            case SUCCEEDED -> "SUCCEEDED";
            case DEGRADED -> "SUCCEEDED, DEGRADED";
            case CANCELLED -> "CANCELLED";
            default -> "FAILED";
        };
    }

    private Paint paint() {
        return switch (report.outcome()) {
            case SUCCEEDED -> Paint.GREEN;
            case DEGRADED, CANCELLED -> Paint.YELLOW;
            default -> Paint.RED;
        };
    }

    private void row(ComponentStart component, int width) {
        String waited = component.waitedFor().isEmpty()
                ? "phase " + component.phase()
                : String.join(", ", component.waitedFor());
        String why = component.note().isEmpty() ? waited : component.note();
        String name = component.name();
        if (name.length() > width) {
            line(" " + mark(component.outcome()) + " " + name);
            name = "";
        }
        String cells = String.format(
                Locale.ROOT,
                "%-" + width + "s  %-9s  %5s  %9s  ",
                name,
                component.outcome().name().replace('_', ' '),
                component.attempts() == 0 ? "-" : component.attempts(),
                component.attempts() == 0 ? "-" : Text.of(component.duration()));
        wrap((name.isEmpty() ? "   " : " " + mark(component.outcome()) + " ") + cells, why);
        component.findings().forEach(this::finding);
        component.stack().ifPresent(stack -> stack.lines().forEach(frame -> line(INDENT + frame)));
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "+";
            case DEGRADED -> "!";
            case NOT_RUN, CANCELLED -> "-";
            case FAILED, HUNG -> "x";
        };
    }

    /** Findings of attachments, which have no row. */
    private List<Finding> looseFindings() {
        int own =
                report.components().stream().mapToInt(c -> c.findings().size()).sum();
        return report.findings().subList(0, report.findings().size() - own);
    }

    private void finding(Finding finding) {
        String code = finding.code().isEmpty() ? "" : finding.code() + "  ";
        String mark = finding.failure().isPresent() ? "x " : "! ";
        wrap(INDENT + mark + code, finding.subject() + ": " + finding.message());
        if (!finding.fix().isEmpty()) {
            wrap(INDENT + "  fix: ", finding.fix());
        }
    }

    private void summary() {
        long errors = report.errors().size();
        long warnings = report.findings().size() - errors;
        String counts = plural(errors, "error") + ", " + plural(warnings, "warning");
        switch (report.outcome()) {
            case FAILED -> {
                wrap(" ", report.reason() + "; " + counts);
                line(" exit code " + report.exitCode() + meaning());
            }
            case CANCELLED -> wrap(" ", "cancelled: " + report.reason());
            default -> wrap(" ", counts + criticalPath());
        }
    }

    private String criticalPath() {
        return report.criticalPath().isEmpty() ? "" : "; critical path: " + String.join(" > ", report.criticalPath());
    }

    private String meaning() {
        return switch (report.exitCode()) {
            case 70 -> " (a bug: read the stack trace above or in the log)";
            case 78 -> " (configuration: a restart will not help)";
            case 77 -> " (permission: a restart will not help)";
            case 69 -> " (unavailable: a restart may help)";
            case 75 -> " (overloaded: a restart may help)";
            case ExitCodes.TIMED_OUT -> " (the start budget was spent)";
            default -> "";
        };
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Breaks at spaces so that no line is wider than the page; what has no space is left whole. */
    private void wrap(String prefix, String text) {
        String pad = " ".repeat(prefix.length());
        var current = new StringBuilder(prefix);
        boolean empty = true;
        for (String word : SPACES.splitAsStream(text).toList()) {
            if (!empty && current.length() + 1 + word.length() > WIDTH) {
                line(current.toString());
                current = new StringBuilder(pad);
                empty = true;
            }
            current.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(current.toString());
    }

    private void line(String text) {
        String line = text.stripTrailing();
        out.append(colour ? Paint.mark(line) : line).append('\n');
    }
}
