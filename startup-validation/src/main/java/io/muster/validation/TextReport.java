package io.muster.validation;

import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report for people: a row a component, what was found under it, the summary last.
 *
 * <p>The last 2,048 bytes, which are what Kubernetes shows of a log, hold the whole summary. Single use.
 */
final class TextReport {
    private static final int WIDTH = 100;
    private static final int MOST_TEXT = 2_000;
    private static final int WIDEST_NAME = 24;
    /** How many errors the summary names again. */
    private static final int NAMED = 10;

    private static final String RULE = "-".repeat(WIDTH);

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    TextReport(Report report) {
        this.report = report;
    }

    String render() {
        String service = Words.line(report.start().service(), 60);
        line(RULE);
        String profile = report.profile().isEmpty() ? "" : "profile=" + Words.line(report.profile(), 40) + "   ";
        line(" " + Words.verdict(report) + "   " + service + "   " + profile
                + Words.time(report.start().duration()));
        line(RULE);
        List<ComponentStart> components = report.components();
        int width = components.stream()
                .mapToInt(component -> component.name().length())
                .map(length -> Math.min(length, WIDEST_NAME))
                .max()
                .orElse(0);
        for (int i = 0; i < components.size(); i++) {
            row(components.get(i), " [" + (i + 1) + "/" + components.size() + "] ", width);
        }
        report.looseItems().forEach(this::item);
        line(RULE);
        summary();
        return out.toString();
    }

    private void row(ComponentStart component, String number, int width) {
        List<Report.Item> items = report.items(component);
        State state = report.state(component);
        boolean ran = state != State.NOT_RUN && state != State.SKIPPED;
        String time = ran ? Words.time(component.duration()) : "";
        String name =
                component.name().length() > width ? component.name().substring(0, width - 1) + "~" : component.name();
        String cells = String.format(Locale.ROOT, "%-" + width + "s  %-8s %8s  ", name, state.title(), time);
        long errors = items.stream().filter(Report.Item::error).count();
        String counts = items.isEmpty()
                ? ""
                : Words.plural((int) errors, "error") + ", " + Words.plural(items.size() - (int) errors, "warning");
        wrap(number + cells, state == State.NOT_RUN ? component.note() : counts);
        items.forEach(this::item);
    }

    private void item(Report.Item item) {
        Finding finding = item.finding();
        String code = finding.code().isEmpty() ? "" : finding.code() + "  ";
        wrap("   " + (item.error() ? "x " : "! ") + code, finding.subject() + ": " + finding.message());
        if (!finding.fix().isEmpty()) {
            wrap("       fix: ", finding.fix());
        }
    }

    private void summary() {
        List<String> skipped = report.skipped();
        if (!skipped.isEmpty()) {
            wrap(" skipped on request: ", String.join(", ", skipped));
        }
        if (!report.held().isEmpty()) {
            wrap(" not skipped, since this is production: ", String.join(", ", report.held()));
        }
        List<Finding> errors = report.errors();
        if (!errors.isEmpty()) {
            String more = errors.size() > NAMED ? ", and " + (errors.size() - NAMED) + " more" : "";
            wrap(
                    " errors: ",
                    errors.stream()
                                    .limit(NAMED)
                                    .map(finding -> Words.line(Words.name(finding), 60))
                                    .collect(Collectors.joining(", "))
                            + more);
        }
        line(" " + Words.counts(report));
        line(" exit code " + report.exitCode() + " (" + Words.meaning(report.exitCode()) + ")");
    }

    /** Breaks at spaces, and inside what is wider than the page. */
    private void wrap(String prefix, String text) {
        int room = WIDTH - prefix.length();
        String pad = " ".repeat(prefix.length());
        String begin = prefix;
        String rest = Words.line(text, MOST_TEXT).strip();
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            line(begin + rest.substring(0, end));
            rest = rest.substring(end).strip();
            begin = pad;
        }
        line(begin + rest);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
