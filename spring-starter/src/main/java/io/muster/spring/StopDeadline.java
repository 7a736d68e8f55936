package io.muster.spring;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the whole end of an application by one total, whatever hangs in it.
 *
 * <p>When the budget is spent it names what hangs, with the stack, and interrupts it. What ignores that ends with the JVM,
 * which is halted a last moment later; but only if it was going down anyway.
 */
final class StopDeadline {
    private static final Logger log = LoggerFactory.getLogger(StopDeadline.class);
    private static final Duration LONGEST_LAST_MOMENT = Duration.ofSeconds(1);
    private static final Duration LONGEST_QUESTION = Duration.ofMillis(200);
    /** What the JVM itself exits with after SIGTERM. */
    private static final int TERMINATED = 143;

    private final String service;
    private final Duration budget;
    private final BeanWatch watch;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Thread busy;

    StopDeadline(String service, Duration budget, BeanWatch watch) {
        this.service = service;
        this.budget = budget;
        this.watch = watch;
    }

    /** This thread works for the application, and is what may hang. */
    void busy(Thread thread) {
        busy = thread;
    }

    /** The time runs from the first call on. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            var thread = new Thread(this::keep, "muster-" + service + "-deadline");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The application has ended. */
    void over() {
        over.countDown();
    }

    /** Whether the application ends in this time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void keep() {
        long lastMoment = Math.min(budget.toMillis() / 10, LONGEST_LAST_MOMENT.toMillis());
        try {
            if (over.await(budget.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            Thread hung = busy;
            String culprit = culprit();
            log.error(
                    "'{}': the stop budget of {} ms is spent and {} hangs; it is interrupted{}",
                    service,
                    budget.toMillis(),
                    culprit,
                    stack(hung));
            if (hung != null) {
                hung.interrupt();
            }
            if (!over.await(lastMoment, TimeUnit.MILLISECONDS) && JvmExit.begun()) {
                log.error("'{}': {} still hangs; the JVM is halted", service, culprit());
                Runtime.getRuntime().halt(TERMINATED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own, since it asks beans, which may hang in that too. */
    private String culprit() throws InterruptedException {
        var answer = new CompletableFuture<String>();
        var thread = new Thread(() -> answer.complete(watch.latest()), "muster-" + service + "-culprit");
        thread.setDaemon(true);
        thread.start();
        thread.join(LONGEST_QUESTION.toMillis());
        return answer.getNow("the application");
    }

    private static String stack(@Nullable Thread thread) {
        return thread == null
                ? ""
                : Arrays.stream(thread.getStackTrace())
                        .map(frame -> System.lineSeparator() + "    at " + frame)
                        .collect(Collectors.joining());
    }
}
