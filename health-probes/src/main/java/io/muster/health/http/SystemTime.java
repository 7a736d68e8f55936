package io.muster.health.http;

/** The machine's own time. */
final class SystemTime {
    private SystemTime() {}

    static long nanos() {
        return System.nanoTime();
    }
}
