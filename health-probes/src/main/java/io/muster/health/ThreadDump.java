package io.muster.health;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** Writes down where every platform thread is, within bounds. */
final class ThreadDump {
    private static final int DEEPEST = 40;
    private static final int LONGEST = 200_000;

    private ThreadDump() {}

    static String take() {
        return text(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, DEEPEST));
    }

    private static String text(ThreadInfo[] threads) {
        var text = new StringBuilder();
        int left = threads.length;
        for (ThreadInfo thread : threads) {
            if (text.length() > LONGEST) {
                return text.append(Text.count(left, "more thread")).append('\n').toString();
            }
            append(text, thread);
            left--;
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo thread) {
        text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
        if (thread.getLockName() != null) {
            text.append(" on ").append(thread.getLockName());
        }
        if (thread.getLockOwnerName() != null) {
            text.append(" of \"").append(thread.getLockOwnerName()).append('"');
        }
        text.append('\n');
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
    }
}
