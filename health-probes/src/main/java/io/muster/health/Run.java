package io.muster.health;

import static java.util.stream.Collectors.joining;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Redactor;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a check, in flight: what the check is told, and the thread to look at when it hangs. */
final class Run implements CheckContext, Runnable {
    private final String threadName;
    private final HealthCheck check;
    private final Duration timeout;
    private final Time time;
    private final long begunAt;
    private final Redactor redactor;
    private final Consumer<HealthResult> whenDone;

    /** Guards that the thread is interrupted only while it works for this run. Nothing foreign runs under it. */
    private final Object lock = new Object();

    private @Nullable Thread thread;

    Run(
            String threadName,
            HealthCheck check,
            Duration timeout,
            Time time,
            Redactor redactor,
            Consumer<HealthResult> whenDone) {
        this.threadName = threadName;
        this.check = check;
        this.timeout = timeout;
        this.time = time;
        this.begunAt = time.nanos();
        this.redactor = redactor;
        this.whenDone = whenDone;
    }

    /** Asks on the current thread, which has the check's name meanwhile. */
    @Override
    public void run() {
        Thread current = Thread.currentThread();
        String before = current.getName();
        current.setName(threadName);
        synchronized (lock) {
            thread = current;
        }
        HealthResult result = HealthResult.down(Failure.BUG, "its answer could not be taken");
        try {
            result = ask();
        } finally {
            synchronized (lock) {
                thread = null;
                // an interrupt that came too late must not hit the next run on this thread
                Thread.interrupted();
            }
            current.setName(before);
            whenDone.accept(result);
        }
    }

    private HealthResult ask() {
        try {
            HealthResult result = check.check(this);
            return result == null ? HealthResult.down(Failure.BUG, "the check returned null") : result;
        } catch (Throwable e) {
            return HealthResult.down(e, redactor);
        }
    }

    /** Where the thread is now, and a nudge to come back. */
    String interrupt() {
        synchronized (lock) {
            if (thread == null) {
                return "";
            }
            String stack = Arrays.stream(thread.getStackTrace())
                    .map(frame -> "at " + frame)
                    .collect(joining("\n"));
            thread.interrupt();
            return stack;
        }
    }

    Duration age() {
        return Duration.ofNanos(time.nanos() - begunAt);
    }

    @Override
    public Duration remaining() {
        Duration left = timeout.minus(age());
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public boolean starting() {
        return false;
    }
}
