package io.muster.benchmarks;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How long a process takes from SIGTERM to its end, with Muster and without anything. */
public final class StopLatency {
    private static final int RUNS = 11;

    private StopLatency() {}

    /** The process that is measured: {@code muster} or {@code bare}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("bare")) {
            System.out.println("RUNNING");
            Thread.currentThread().join();
        }
        var app = LifecycleManager.named("bench");
        for (int i = 0; i < 10; i++) {
            app.add(Component.component("c" + i, () -> "nothing").stop(value -> {}));
        }
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (to == LifecycleState.RUNNING) {
                    System.out.println("RUNNING");
                }
            }
        });
        app.runAndExit();
    }

    static void print() throws Exception {
        double muster = Measured.median(RUNS, () -> nanosToEnd("muster")) / 1e6;
        double bare = Measured.median(RUNS, () -> nanosToEnd("bare")) / 1e6;
        Main.print("");
        Main.print(
                "From SIGTERM to the end of the process, 10 components: %.1f ms; a JVM that does nothing: %.1f ms; beyond it"
                        + " %.1f ms.",
                muster, bare, muster - bare);
    }

    private static long nanosToEnd(String program) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StopLatency.class.getName(),
                            program)
                    .redirectErrorStream(true)
                    .start();
            try (var output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = output.readLine();
                while (line != null && !line.equals("RUNNING")) {
                    line = output.readLine();
                }
                long from = System.nanoTime();
                process.destroy();
                process.waitFor();
                return System.nanoTime() - from;
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
