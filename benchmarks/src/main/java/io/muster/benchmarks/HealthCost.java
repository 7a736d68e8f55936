package io.muster.benchmarks;

import io.muster.health.HealthMonitor;
import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Asks a service that is watched, in process: what the network costs is not ours. For JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HealthCost {
    private static final ProbeRequest READYZ = new ProbeRequest("GET", "/readyz", "", Map.of(), Optional.empty());

    /** How many checks. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int checks;

    private LifecycleManager app;
    private HealthMonitor monitor;
    private ProbeHandler handler;

    /** Starts the service. */
    @Setup
    public void start() {
        app = started(checks, CheckPolicy.defaults(), context -> HealthResult.up());
        monitor = HealthMonitor.watch(app.view());
        handler = ProbeHandler.of(monitor::snapshot);
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        monitor.close();
        app.stop("measured");
    }

    /** A read of the snapshot. */
    @Benchmark
    public boolean read() {
        return monitor.snapshot().readiness().passed();
    }

    /** A whole probe, from request to response. */
    @Benchmark
    public Object probe() {
        return handler.handle(READYZ);
    }

    /** A call that succeeded, reported. */
    @Benchmark
    public void report() {
        monitor.report("c0", HealthResult.up());
    }

    static LifecycleManager started(int checks, CheckPolicy policy, HealthCheck check) {
        var app = LifecycleManager.named("bench").startBudget(Duration.ofMinutes(10));
        for (int i = 0; i < checks; i++) {
            app.add(Component.check("c" + i, check).policy(policy));
        }
        app.start();
        return app;
    }
}
