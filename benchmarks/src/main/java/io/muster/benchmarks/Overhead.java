package io.muster.benchmarks;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Starts and stops components that do nothing: all the time is ours. For JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Overhead {
    /** How many components. */
    @Param({"100", "1000", "10000"})
    public int components;

    /** A start and a stop. */
    @Benchmark
    public Object startAndStop() {
        LifecycleManager app = started(components);
        return app.stop("measured");
    }

    static LifecycleManager started(int components) {
        var app = LifecycleManager.named("bench").startBudget(Duration.ofMinutes(10));
        for (int i = 0; i < components; i++) {
            app.add(Component.component("c" + i, () -> "nothing"));
        }
        app.start();
        return app;
    }
}
