package io.muster.lifecycle;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Makes one thread for each running action: virtual from Java 24 on, a daemon platform thread before.
 *
 * <p>Before JEP 491 (Java 24) code that hangs inside {@code synchronized} pins the carrier of its virtual thread, and two
 * such components would stop every other one on a machine with two processors.
 */
final class ActionThreads {
    private static final @Nullable Method OF_VIRTUAL = Runtime.version().feature() >= 24 ? ofVirtual() : null;

    private ActionThreads() {}

    /** Whether {@link #start} makes virtual threads. */
    static boolean areVirtual() {
        return OF_VIRTUAL != null;
    }

    /** Starts {@code body} on a new thread. */
    static void start(String name, Runnable body) {
        Thread thread = OF_VIRTUAL == null ? platform(name, body) : virtual(OF_VIRTUAL, name, body);
        thread.start();
    }

    /** A daemon platform thread, not started: for what must go on when every carrier is busy. */
    static Thread platform(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private static Thread virtual(Method ofVirtual, String name, Runnable body) {
        try {
            Object builder = ofVirtual.invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
            Object named = type.getMethod("name", String.class).invoke(builder, name);
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(named, body);
        } catch (ReflectiveOperationException e) {
            return platform(name, body);
        }
    }

    private static @Nullable Method ofVirtual() {
        try {
            return Thread.class.getMethod("ofVirtual");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
