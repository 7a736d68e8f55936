package io.muster.lifecycle;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows a start on a terminal while it goes on, a line for each thing that happens, and the report at its end.
 *
 * <p>Writes to standard output, and does nothing where that or standard input is no terminal: there the log says the
 * same. Colour only without {@code NO_COLOR} and on a terminal that is not {@code dumb}.
 */
public final class LiveConsole implements Attachment {
    private final boolean active;
    private final boolean colour;
    private final PrintStream out;

    private LiveConsole(boolean active, boolean colour, PrintStream out) {
        this.active = active;
        this.colour = colour;
        this.out = out;
    }

    /** On standard output, if that and standard input are a terminal: Java tells of both together alone. */
    public static LiveConsole onTerminal() {
        return new LiveConsole(isTerminal(), Paint.wanted(System.getenv()), System.out);
    }

    static LiveConsole to(PrintStream out, boolean colour) {
        return new LiveConsole(true, colour, out);
    }

    /** Whether it shows anything here. */
    public boolean active() {
        return active;
    }

    @Override
    public AutoCloseable open(LifecycleView view) {
        return active ? view.listen(new Lines(view)) : () -> {};
    }

    /** From Java 22 on there is a console even where there is no terminal. */
    @SuppressWarnings("SystemConsoleNull") // it is null on 17, and isTerminal is asked where it exists
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private void line(String mark, String name, String text) {
        String line = String.format(Locale.ROOT, " %s %-20s %s", mark, name, text);
        out.println(colour ? Paint.mark(line) : line);
        out.flush();
    }

    private void report(StartupReport report) {
        out.print(new StartupText(report, colour).render());
        if (report.components().size() > 1) {
            out.print(report.timeline());
        }
        out.flush();
    }

    private final class Lines implements LifecycleListener {
        private final LifecycleView view;

        private Lines(LifecycleView view) {
            this.view = view;
        }

        @Override
        public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
            if (to == LifecycleState.RUNNING) {
                view.startup().ifPresent(LiveConsole.this::report);
            } else if (to.compareTo(LifecycleState.RUNNING) > 0) {
                line("*", view.service(), to + (reason.isEmpty() ? "" : " (" + reason + ")"));
            }
        }

        @Override
        public void componentStarting(String name) {
            line(".", name, "starting");
        }

        @Override
        public void componentProgress(String name, String message) {
            line(".", name, message);
        }

        @Override
        public void componentRetrying(String name, int failedAttempt, Finding failure, Duration delay) {
            line(
                    "~",
                    name,
                    "attempt " + failedAttempt + " failed, next in " + Text.of(delay) + ": " + failure.message());
        }

        @Override
        public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
            boolean up =
                    result.map(answer -> answer.status() == HealthStatus.UP).orElse(true);
            String health = up
                    ? ""
                    : ", but " + result.get().status() + ": " + result.get().reason();
            line(up ? "+" : "!", name, "started in " + Text.of(duration) + health);
        }

        @Override
        public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
            line("x", name, Text.of(name, outcome, failures));
        }

        @Override
        public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
            String how = failure.map(finding -> ": " + finding.message()).orElse("");
            line(failure.isPresent() ? "!" : "+", name, "stopped in " + Text.of(duration) + how);
        }

        @Override
        public void componentAbandoned(String name, Duration duration, String stack) {
            line("x", name, "did not stop within " + Text.of(duration) + "; abandoned");
        }
    }
}
