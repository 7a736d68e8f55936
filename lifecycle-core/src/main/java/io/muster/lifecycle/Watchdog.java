package io.muster.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Halts the JVM when its time is up, whatever foreign shutdown hooks do.
 *
 * <p>It is wound up by the first step down of a service, and is a daemon: a JVM that ends by itself never meets it.
 */
final class Watchdog {
    /** After the budget, so that a service that ends exactly in time still exits by itself. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    /** What {@code timeout(1)} exits with: used when nobody has decided otherwise by then. */
    private volatile int exitCode = ExitCodes.TIMED_OUT;

    private final String service;

    Watchdog(String service) {
        this.service = service;
    }

    /** Winds it up when the service begins to drain or to roll back. */
    LifecycleListener listener(Budgets budgets) {
        return new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (from == LifecycleState.RUNNING) {
                    haltAfter(budgets.stop().plus(LAST_MOMENT));
                } else if (from == LifecycleState.STARTING && to == LifecycleState.STOPPING) {
                    haltAfter(budgets.rollback().plus(LAST_MOMENT));
                }
            }
        };
    }

    void exitCode(int code) {
        exitCode = code;
    }

    private void haltAfter(Duration delay) {
        watch(service, delay, () -> Runtime.getRuntime().halt(exitCode));
    }

    /** Halts although the log should hang that is given the last words. */
    static void haltSoon(String service, int code) {
        watch(service, LAST_WORDS, () -> Runtime.getRuntime().halt(code));
    }

    private static void watch(String service, Duration delay, Runnable halt) {
        ActionThreads.platform("muster-" + service + "-watchdog", () -> {
                    try {
                        new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    halt.run();
                })
                .start();
    }
}
