package io.muster.lifecycle;

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

    private final LifecycleManager manager;
    private final AtomicBoolean signalled = new AtomicBoolean();

    ProcessRun(LifecycleManager manager) {
        this.manager = manager;
    }

    /** Runs the service to its end and returns the exit code. */
    int run() {
        return run(Optional.empty());
    }

    /** Runs the service to its end and exits the JVM, which a watchdog halts should anything prevent that. */
    void runAndExit() {
        var watchdog = new Watchdog(manager.name());
        int code = run(Optional.of(watchdog));
        watchdog.exitCode(code);
        System.exit(code);
    }

    private int run(Optional<Watchdog> watchdog) {
        Shell shell = manager.launch(watchdog);
        Thread hook = ActionThreads.platform("muster-" + manager.name() + "-hook", () -> stopFromHook(shell));
        Runtime.getRuntime().addShutdownHook(hook);
        try (var signals = Signals.take(List.of("TERM", "INT"), signal -> signal(shell, signal))) {
            log.debug("{}: {} taken", manager.name(), signals);
            StartupReport startup = Uninterrupted.await(shell::awaitStartup);
            // the end first: then the report is the last that the log says
            ShutdownReport end = Uninterrupted.await(shell::awaitEnd);
            if (!end.clean()) {
                log.warn("{}: ended in {}, not cleanly: {}", end.service(), Text.of(end.duration()), unclean(end));
            }
            if (startup.outcome() == Outcome.FAILED) {
                StandardError.report(log, startup.toText());
                manager.writeTerminationMessage(startup);
            }
            return startup.exitCode();
        } finally {
            unhook(hook);
        }
    }

    private static String unclean(ShutdownReport report) {
        return report.components().stream()
                .filter(stop -> stop.outcome() != Outcome.SUCCEEDED)
                .map(stop -> "'" + stop.name() + "' " + stop.outcome())
                .collect(Collectors.joining(", "));
    }

    /** The first signal stops the service, the second ends the process at once. */
    private void signal(Shell shell, String signal) {
        if (signalled.compareAndSet(false, true)) {
            manager.requestStop(signal);
        } else {
            int code = 128 + SIGNAL_NUMBERS.getOrDefault(signal, 15);
            Watchdog.haltSoon(manager.name(), code);
            StandardError.report(
                    log, manager.name() + ": second " + signal + ", ends at once; not finished: " + shell.unfinished());
            Runtime.getRuntime().halt(code);
        }
    }

    /** Somebody called {@code System.exit}, or a signal came that could not be taken. */
    private void stopFromHook(Shell shell) {
        manager.requestStop("the JVM shuts down");
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
