package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the process while a service runs in it: signals, the JVM's shutdown hook, the exit code and a watchdog. */
final class ProcessRun {
    private static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);
    private static final Map<String, Integer> SIGNAL_NUMBERS = Map.of("SIGTERM", 15, "SIGINT", 2);

    /** For the report of a start that was refused, should the log hang. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final LifecycleManager manager;
    private final AtomicBoolean signalled = new AtomicBoolean();
    /** A signal came or the JVM shuts down, perhaps before there was anything to stop. */
    private final AtomicBoolean ended = new AtomicBoolean();

    ProcessRun(LifecycleManager manager) {
        this.manager = manager;
    }

    /** Runs the service to its end and returns the exit code. */
    int run() {
        return run(Optional.empty());
    }

    /** Runs the service to its end and exits the JVM, which a watchdog halts should anything prevent that. */
    void runAndExit() {
        var watchdog = Watchdog.of(manager.name());
        int code;
        try {
            code = run(Optional.of(watchdog));
        } catch (IllegalStateException e) {
            if (manager.shell() != null || manager.stoppedUnstarted()) {
                // called twice, which is no reason to end what runs
                throw e;
            }
            code = refused(e, watchdog);
        }
        watchdog.exitCode(code);
        System.exit(code);
    }

    private int run(Optional<Watchdog> watchdog) {
        Thread hook = ActionThreads.platform("muster-" + manager.name() + "-hook", this::stopFromHook);
        // both before the first component begins: nothing may end the process behind its back
        if (!hooked(hook)) {
            return 0;
        }
        try (var signals = Signals.take(List.of("TERM", "INT"), this::signal)) {
            log.debug("{}: {} taken", manager.name(), signals);
            Optional<Shell> shell = launch(watchdog);
            return shell.isPresent() ? live(shell.get(), watchdog) : 0;
        } finally {
            unhook(hook);
        }
    }

    /** False when the JVM goes down already: then nothing is to begin. */
    private static boolean hooked(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            log.debug("the JVM is shutting down already", e);
            return false;
        }
    }

    /** Empty when a signal or the end of the JVM came first. */
    private Optional<Shell> launch(Optional<Watchdog> watchdog) {
        try {
            return Optional.of(manager.launch(budget -> watchdog.ifPresent(dog -> dog.windUp(budget))));
        } catch (IllegalStateException e) {
            if (ended.get() && manager.shell() == null) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private int live(Shell shell, Optional<Watchdog> watchdog) {
        final StartupReport startup;
        final ShutdownReport end;
        try {
            startup = Uninterrupted.await(shell::awaitStartup);
            if (startup.outcome() == Outcome.FAILED) {
                // what is known now is not to depend on how the rollback ends
                watchdog.ifPresent(dog -> dog.exitCode(startup.exitCode()));
                manager.writeTerminationMessage(startup);
            }
            // the end first: then the report is the last that the log says
            end = Uninterrupted.await(shell::awaitEnd);
        } catch (IllegalStateException broken) {
            // which the log has said
            return Failure.BUG.exitCode();
        }
        watchdog.ifPresent(dog -> dog.exitCode(startup.exitCode()));
        // the log last: it may hang
        if (!end.clean()) {
            log.warn("{}: ended in {}, not cleanly: {}", end.service(), Text.of(end.duration()), unclean(end));
        }
        if (startup.outcome() == Outcome.FAILED) {
            StandardError.report(log, startup.toText());
        }
        return startup.exitCode();
    }

    /** An impossible graph or impossible budgets: nothing was started. */
    private int refused(IllegalStateException refusal, Watchdog watchdog) {
        String why = manager.redactor().scrub(String.valueOf(refusal.getMessage()));
        var report = StartupReport.refused(manager.name(), why);
        watchdog.exitCode(report.exitCode());
        watchdog.windUp(LAST_WORDS);
        manager.writeTerminationMessage(report);
        StandardError.report(log, report.toText());
        return report.exitCode();
    }

    private static String unclean(ShutdownReport report) {
        return report.components().stream()
                .filter(stop -> stop.outcome() != Outcome.SUCCEEDED)
                .map(stop -> "'" + stop.name() + "' " + stop.outcome())
                .collect(Collectors.joining(", "));
    }

    /** The first signal stops the service, the second ends the process at once. */
    private void signal(String signal) {
        if (signalled.compareAndSet(false, true)) {
            ended.set(true);
            manager.requestStop(signal);
        } else {
            int code = 128 + SIGNAL_NUMBERS.getOrDefault(signal, 15);
            Watchdog.haltSoon(manager.name(), code);
            Shell shell = manager.shell();
            List<String> unfinished = shell == null ? List.of() : shell.unfinished();
            StandardError.report(
                    log, manager.name() + ": second " + signal + ", ends at once; not finished: " + unfinished);
            Runtime.getRuntime().halt(code);
        }
    }

    /** Somebody called {@code System.exit}, or a signal came that could not be taken. */
    private void stopFromHook() {
        ended.set(true);
        manager.requestStop("the JVM shuts down");
        Shell shell = manager.shell();
        if (shell == null) {
            return;
        }
        try {
            shell.awaitEnd();
        } catch (InterruptedException e) {
            log.debug("interrupted while stopping in the shutdown hook", e);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("the JVM is shutting down already", e);
        }
    }
}
