package io.muster.gates.planted.sleeping;

import java.util.concurrent.TimeUnit;

/** Waits for time to pass. */
public final class Waits {

    private Waits() {}

    static void thread() throws InterruptedException {
        Thread.sleep(1);
    }

    static void unit() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
