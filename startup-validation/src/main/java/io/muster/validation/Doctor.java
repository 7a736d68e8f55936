package io.muster.validation;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.StartupReport;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The command line that finds out what a start would find, without serving: {@code --check}.
 *
 * <p>It {@linkplain LifecycleManager#rehearse rehearses} the application's graph up to
 * {@link Phase#INITIALIZE}: validates, connects, asks every check deeply, and stops again. It goes on past what is wrong
 * with everything that does not need it, prints one {@link Report}, and ends with its exit code.
 *
 * <pre>{@code
 * if (Doctor.asked(args)) {
 *     Doctor.of(app).runAndExit(args);
 * }
 * app.runAndExit();
 * }</pre>
 */
public final class Doctor {
    /** What {@code sysexits.h} calls a usage error. */
    private static final int USAGE_ERROR = 64;

    /** The variable that says what {@code --skip} says, wherever the service runs. */
    private static final String SKIP = "STARTUP_VALIDATION_SKIP";

    private static final String HELP = """
            usage: --check [--offline] [--strict] [--skip NAME[,NAME...]] [--format text|json|github] [--help]

              --check     find out what a start would find: validate, connect, ask every check, stop again
              --offline   validate alone and open nothing: for CI and image builds
              --strict    fail on warnings too
              --skip      leave out components by name, or do not count findings by code, such as ENV-050;
                          the variable STARTUP_VALIDATION_SKIP says the same
              --format    text for people (default), json for log search, github for annotations
              --help      this text

            exit codes: 0 ready to start; 78 configuration or credentials, 77 permission, 69 unavailable,
            75 overloaded, 124 out of time, 70 a bug; 64 wrong usage
            """;

    private final LifecycleManager app;
    private final Phase last;
    private final String skip;

    private Doctor(LifecycleManager app, Phase last, String skip) {
        this.app = app;
        this.last = last;
        this.skip = skip;
    }

    /** A doctor for this application, whose graph is complete and not started. */
    public static Doctor of(LifecycleManager app) {
        String skip = System.getenv().getOrDefault(SKIP, "");
        return new Doctor(requireNonNull(app, "app"), Phase.INITIALIZE, skip);
    }

    /** A copy that rehearses up to and including this phase. Default: {@link Phase#INITIALIZE}, which opens no door. */
    public Doctor upTo(Phase last) {
        return new Doctor(app, requireNonNull(last, "last"), skip);
    }

    /** As if {@code STARTUP_VALIDATION_SKIP} said this. */
    Doctor skipping(String names) {
        return new Doctor(app, last, names);
    }

    /** Whether {@code --check} is among the arguments. */
    public static boolean asked(String... arguments) {
        return Arrays.asList(arguments).contains("--check");
    }

    /**
     * Does what the arguments ask for and prints the report, or usage and help.
     *
     * @param out takes the report and the help
     * @param err takes what is wrong with the arguments, or why the graph cannot start at all
     * @return the exit code; 64 when the arguments are wrong, 78 when the graph or its budgets are impossible
     */
    public int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            DoctorOptions options = DoctorOptions.parse(arguments).skippingToo(skip);
            if (options.help()) {
                out.print(HELP);
                return 0;
            }
            Report report = examine(options);
            out.print(report.render(options.format()));
            out.flush();
            return report.exitCode();
        } catch (IllegalArgumentException e) {
            err.print(app.view().service() + ": " + e.getMessage() + System.lineSeparator() + HELP);
            return USAGE_ERROR;
        } catch (IllegalStateException e) {
            // what no start could do either: components in a circle, budgets that exceed the grace period
            err.println(app.view().service() + ": " + e.getMessage());
            return Failure.CONFIGURATION.exitCode();
        }
    }

    /** The same on the standard streams; then exits the JVM with the exit code. Never returns. */
    public void runAndExit(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    private Report examine(DoctorOptions options) {
        var components = new TreeSet<>(options.skipped());
        var codes = new TreeSet<String>();
        options.skipped().stream().filter(DoctorOptions::isCode).forEach(codes::add);
        components.removeAll(codes);
        StartupReport start = app.rehearse(options.offline() ? Phase.VALIDATE : last, components);
        Report report = Report.of(start).withoutCodes(codes);
        return options.strict() ? report.strict() : report;
    }
}
