package io.muster.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a component's code on its own thread: what the code is told, and the handle by which it is cancelled.
 *
 * <p>Its monitor guards the cancel actions alone; they run outside it.
 */
final class Running implements StartContext, CheckContext {
    private static final int STACK_DEPTH = 30;

    private final Shell shell;
    private final Command.Run run;
    private final String thread;
    private final long deadline;
    private final boolean starting;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private final AtomicBoolean begun = new AtomicBoolean();
    private Runnable work = () -> {};
    private volatile @Nullable Thread worker;
    private @Nullable List<Runnable> cancelActions = new ArrayList<>(0);

    Running(Shell shell, Command.Run run, String thread, boolean starting) {
        this.shell = shell;
        this.run = run;
        this.thread = thread;
        this.starting = starting;
        this.deadline = shell.time().nanos() + run.nanos();
    }

    /** Throws what keeps a thread from being made; the run is over then. */
    void start(Consumer<Running> body, Driver driver) {
        work = () -> perform(body, driver);
        driver.runBegins();
        try {
            ActionThreads.start(thread, work);
        } catch (Throwable e) {
            ends(driver);
            throw e;
        }
    }

    /** Begins on a platform thread unless it has begun; where there is none to be had, it goes on waiting. */
    void carry() {
        try {
            ActionThreads.platform(thread, work).start();
        } catch (OutOfMemoryError e) {
            Shell.log.debug("no platform thread for {} either", thread, e);
        }
    }

    private void perform(Consumer<Running> body, Driver driver) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Thread self = Thread.currentThread();
        worker = self;
        if (cancelled) {
            // taken back before it could begin
            self.interrupt();
        }
        try {
            body.accept(this);
        } finally {
            ends(driver);
        }
    }

    private void ends(Driver driver) {
        ended = true;
        driver.runEnded();
    }

    boolean hasBegun() {
        return begun.get();
    }

    boolean alive() {
        return !ended;
    }

    Command.Run run() {
        return run;
    }

    /**
     * Tells the code that it is not wanted any more: actions first, then the interrupt. On a platform thread, since the
     * code to be interrupted may hold the last carrier of virtual ones; where there is none to be had, it is told nothing
     * and will be abandoned.
     */
    void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = cancelActions == null ? List.of() : cancelActions;
            cancelActions = null;
        }
        Thread target = worker;
        try {
            ActionThreads.platform(thread + "-cancel", () -> {
                        actions.forEach(this::runQuietly);
                        if (target != null) {
                            target.interrupt();
                        }
                    })
                    .start();
        } catch (OutOfMemoryError e) {
            // no thread is to be had: the engine abandons what does not end by itself
        }
    }

    /** Where the code is now, one frame a line. */
    String stack() {
        Thread target = worker;
        if (target == null) {
            return "";
        }
        var text = new StringBuilder("\"" + thread + "\" " + target.getState());
        int depth = 0;
        for (StackTraceElement frame : target.getStackTrace()) {
            if (++depth > STACK_DEPTH) {
                break;
            }
            text.append(System.lineSeparator()).append("    at ").append(frame);
        }
        return text.toString();
    }

    private void runQuietly(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            Shell.log.debug("a cancel action threw\n{}", shell.redactor().scrub(e));
        }
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - shell.time().nanos()));
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean starting() {
        return starting;
    }

    @Override
    public void progress(String message) {
        shell.post(
                new Event.Progress(run.node(), run.attempt(), shell.redactor().scrub(message)));
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (cancelActions != null) {
                cancelActions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void warn(Finding warning) {
        if (warning.failure().isPresent()) {
            throw new IllegalArgumentException("a warning has no failure: throw a FailureException instead");
        }
        shell.post(new Event.Warned(run.node(), warning.scrubbed(shell.redactor())));
    }

    @Override
    public void settings(List<Setting> settings) {
        var scrubbed = settings.stream()
                .map(setting -> setting.scrubbed(shell.redactor()))
                .toList();
        shell.post(new Event.Configured(run.node(), scrubbed));
    }

    @Override
    public boolean goesOnDespite(List<Finding> errors) {
        if (errors.isEmpty()
                || errors.stream().anyMatch(error -> error.failure().isEmpty())) {
            throw new IllegalArgumentException("errors have a failure, and there is at least one");
        }
        if (!shell.rehearses()) {
            return false;
        }
        var scrubbed =
                errors.stream().map(error -> error.scrubbed(shell.redactor())).toList();
        shell.post(new Event.Flawed(run.node(), run.attempt(), new Fault(ExitCodes.gravest(scrubbed), scrubbed, null)));
        return true;
    }

    @Override
    public Redactor redactor() {
        return shell.redactor();
    }
}
