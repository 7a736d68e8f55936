package io.muster.spring;

/** Knows whether the JVM is going down, which it says to nobody but those who try to hook into that. */
final class JvmExit {
    private JvmExit() {}

    /** From the first SIGTERM, or call of {@code System.exit}, on. */
    static boolean begun() {
        var probe = new Thread(() -> {}, "muster-never-run");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            return !Runtime.getRuntime().removeShutdownHook(probe);
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
