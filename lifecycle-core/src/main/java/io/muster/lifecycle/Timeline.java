package io.muster.lifecycle;

import java.time.Duration;
import java.util.Locale;

/** Draws a start as bars over time, one a component: {@code =} on the critical path, {@code -} elsewhere. */
final class Timeline {
    private static final int WIDTH = 100;
    private static final int NAME = 20;

    private final StartupReport report;

    Timeline(StartupReport report) {
        this.report = report;
    }

    String render() {
        long total = Math.max(
                1,
                report.components().stream()
                        .map(component -> component.offset().plus(component.duration()))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)
                        .toNanos());
        int width = WIDTH - NAME - 14;
        var out = new StringBuilder();
        for (ComponentStart component : report.components()) {
            if (component.attempts() > 0) {
                int from = (int) (component.offset().toNanos() * (width - 1) / total);
                int to = (int) (component.offset().plus(component.duration()).toNanos() * (width - 1) / total);
                String bar = report.criticalPath().contains(component.name()) ? "=" : "-";
                String drawn = " ".repeat(from) + bar.repeat(to - from + 1);
                out.append(String.format(
                                Locale.ROOT,
                                " %-" + NAME + "s |%-" + width + "s| %8s",
                                shortened(component.name()),
                                drawn,
                                Text.of(component.duration())))
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static String shortened(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "~";
    }
}
