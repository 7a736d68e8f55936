package io.muster.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Halts the JVM when its time is up, whatever foreign shutdown hooks, listeners or the log do.
 *
 * <p>Its thread is there from the beginning, since there may be none to be had later; the engine's own thread winds it up
 * at the first step down of the service. It is a daemon: a JVM that ends by itself never meets it.
 */
final class Watchdog {
    /**
     * After the budget, so that a service that ends exactly in time still exits by itself; at the most a tenth of it, so
     * that a short grace period is not over by then.
     */
    private static final Duration LAST_MOMENT = Duration.ofMillis(1_500);

    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    /** What {@code timeout(1)} exits with: used when nobody has decided otherwise by then. */
    private volatile int exitCode = ExitCodes.TIMED_OUT;

    private final CompletableFuture<Duration> wound = new CompletableFuture<>();

    /** One that is awake and not wound up yet. */
    static Watchdog of(String service) {
        var watchdog = new Watchdog();
        ActionThreads.platform(name(service), () -> {
                    pause(withLastMoment(watchdog.wound.join()));
                    Runtime.getRuntime().halt(watchdog.exitCode);
                })
                .start();
        return watchdog;
    }

    private static Duration withLastMoment(Duration budget) {
        Duration tenth = budget.dividedBy(10);
        return budget.plus(tenth.compareTo(LAST_MOMENT) < 0 ? tenth : LAST_MOMENT);
    }

    /** The time runs from the first call on; later ones change nothing. */
    void windUp(Duration budget) {
        wound.complete(budget);
    }

    void exitCode(int code) {
        exitCode = code;
    }

    /** Halts although the log should hang that is given the last words. */
    static void haltSoon(String service, int code) {
        ActionThreads.platform(name(service), () -> {
                    pause(LAST_WORDS);
                    Runtime.getRuntime().halt(code);
                })
                .start();
    }

    private static String name(String service) {
        return "muster-" + service + "-watchdog";
    }

    private static void pause(Duration duration) {
        try {
            new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
