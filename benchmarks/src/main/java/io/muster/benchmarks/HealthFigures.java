package io.muster.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.muster.health.HealthMonitor;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What watching a service costs. */
public final class HealthFigures {
    private static final int CHECKS = 1_000;
    private static final long WARM_UP_SECONDS = 90;
    private static final long WINDOW_SECONDS = 30;
    private static final int HISTORY = 16;

    private HealthFigures() {}

    /** These figures alone. */
    public static void main(String[] arguments) throws Exception {
        print();
    }

    static void print() throws RunnerException, InterruptedException {
        growth();
        heap();
        processor();
    }

    /** The best of eight iterations: what else the machine does can only add. */
    private static void growth() throws RunnerException {
        var options = new OptionsBuilder()
                .include(HealthCost.class.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(8)
                .measurementTime(TimeValue.milliseconds(500))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend(Main.quiet())
                .build();
        Main.print("");
        Main.print("| health | checks | per call | allocated per call |");
        Main.print("|---|---|---|---|");
        new Runner(options)
                .run().stream()
                        .sorted(Comparator.comparing(HealthFigures::what).thenComparingInt(HealthFigures::checks))
                        .forEach(result -> Main.print(
                                "| %s | %d | %.0f ns | %.0f bytes |",
                                what(result),
                                checks(result),
                                result.getPrimaryResult().getStatistics().getMin(),
                                result.getSecondaryResults()
                                        .get("gc.alloc.rate.norm")
                                        .getScore()));
    }

    private static int checks(RunResult result) {
        return Integer.parseInt(result.getParams().getParam("checks"));
    }

    private static String what(RunResult result) {
        String method = result.getParams().getBenchmark();
        return switch (method.substring(method.lastIndexOf('.') + 1)) {
            case "read" -> "1. read of the snapshot";
            case "probe" -> "2. `/readyz` without the network";
            default -> "3. report of a successful call";
        };
    }

    /** Each check with two details, a full history, and every fourth answer with a reason of its own. */
    private static void heap() throws InterruptedException {
        var runs = new AtomicLong();
        HealthCheck check = context -> {
            long run = runs.incrementAndGet();
            return run % 4 == 0
                    ? HealthResult.degraded("slow answer number " + run + " from the server")
                    : HealthResult.up().with("pool.active", run % 10).with("version", "PostgreSQL 18.6");
        };
        CheckPolicy often = CheckPolicy.every(Duration.ofMillis(200)).maxAge(Duration.ofMinutes(10));
        LifecycleManager app = HealthCost.started(CHECKS, often, check);
        long before = Main.usedHeap();
        HealthMonitor monitor = HealthMonitor.watch(app.view());
        while (monitor.snapshot().checks().stream()
                .anyMatch(each -> each.history().size() < HISTORY)) {
            Thread.sleep(100);
        }
        monitor.close();
        Thread.sleep(500);
        long after = Main.usedHeap();
        Main.print("");
        Main.print(
                "Retained heap of %d watched checks with %d answers each in their history: %.2f MB.",
                monitor.snapshot().checks().size(), HISTORY, (after - before) / 1e6);
        app.stop("measured");
    }

    private static void processor() throws InterruptedException {
        LifecycleManager app = HealthCost.started(CHECKS, CheckPolicy.defaults(), context -> HealthResult.up());
        double idle = load();
        double watched;
        try (HealthMonitor monitor = HealthMonitor.watch(app.view())) {
            Thread.sleep(Duration.ofSeconds(WARM_UP_SECONDS).toMillis());
            watched = load();
            Main.print("");
            Main.print(
                    "Processor time of %d checks every 10 s: %.2f %% of one processor; the same process without a monitor:"
                            + " %.2f %%.",
                    monitor.snapshot().checks().size(), watched, idle);
        }
        app.stop("measured");
    }

    /** Processor time of this process in percent of one processor. */
    private static double load() throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long from = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(WINDOW_SECONDS).toMillis());
        return 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - from);
    }
}
