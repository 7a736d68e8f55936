package io.muster.benchmarks;

import io.muster.lifecycle.LifecycleManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures what starts, checks, probes and stops cost and prints it as Markdown: {@code header} once, then {@code measure} on
 * each JVM; the other words measure one part alone.
 */
public final class Main {
    private static final long SEED = 20_260_101;
    private static final int GRAPHS = 5;

    private Main() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "header" -> header();
            case "measure" -> measure();
            case "redis" -> RedisCost.print();
            case "database" -> CheckOverhead.print();
            case "health" -> HealthFigures.print();
            case "probes" -> ProbeBenchmark.print();
            case "starter" -> StarterCost.print();
            default -> {
                System.err.println("usage: header | measure | redis | database | health | probes | starter");
                System.exit(64);
            }
        }
    }

    private static void header() {
        print("# Performance");
        print("");
        print(
                "Measured by `benchmarks/run`, which wrote this page. Medians; rivals run in the same process, one after the");
        print("other, unless it says otherwise. Look at the ratios: absolute times are this machine's.");
        print("");
        print(
                "- **Start of a graph**: components sleep 1 to 50 ms and wait for up to three others. No start can take less");
        print("  than the critical path. Spring gets the graph's levels as phases, and starts a phase one by one.");
        print(
                "- **Without edges**: Guava's `ServiceManager` knows no order, so it is measured on independent components.");
        print("- **Overhead**: start and stop of components that do nothing, by JMH.");
        print("- **Environment**: found, read and judged, by JMH; a third are secrets and URLs with passwords.");
        print(
                "- **Probes**: each service in a process of its own, all with HikariCP and Lettuce on one real PostgreSQL and one");
        print(
                "  real Redis, asked in turns; the ratio is the median of each turn's. The bare server says the same bytes, status");
        print(
                "  line and headers, whatever happens. Then PostgreSQL is stopped by a signal, and then callers never end.");
        print("- **Stop**: from SIGTERM to the end of the process, for a service whose components stop at once.");
        print(
                "- **Checks while running**: one run of a check beside the bare call of the same client, in turns, on one server.");
        print(
                "- **Health**: what a read of the snapshot, a whole `/readyz` without the network, and a report of real traffic");
        print("  cost, by JMH, best of eight, while all checks run every 10 s; then what checks that do nothing cost.");
        print(
                "- **Starter**: a minimal Spring Boot web application in processes of its own, without and with the starter, in turns.");
    }

    private static void measure() throws RunnerException, Exception {
        print("");
        print("## " + System.getProperty("java.vm.name") + " " + Runtime.version());
        print("");
        print(Runtime.getRuntime().availableProcessors() + " processors" + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".");
        graphs();
        flat();
        overhead();
        heap();
        environment();
        RedisCost.print();
        StopLatency.print();
        CheckOverhead.print();
        HealthFigures.print();
        ProbeBenchmark.print();
        StarterCost.print();
    }

    private static void graphs() {
        print("");
        print(
                "| start of a graph | critical path | Muster | Muster / critical path | worst of %d graphs "
                        + "| Spring / Muster | one by one / Muster |",
                GRAPHS);
        print("|---|---|---|---|---|---|---|");
        for (int size : new int[] {10, 100, 1_000}) {
            RandomGraph graph = RandomGraph.of(size, SEED);
            double muster = Measured.median(5, () -> Rivals.muster(graph));
            double ratio = muster / 1e6 / graph.criticalMillis();
            double worst = LongStream.range(1, GRAPHS)
                    .mapToObj(i -> RandomGraph.of(size, SEED + i))
                    .mapToDouble(other -> Measured.median(3, () -> Rivals.muster(other)) / 1e6 / other.criticalMillis())
                    .reduce(ratio, Math::max);
            print(
                    "| %d components | %d ms | %.1f ms | %.3f | %.3f | %.1f | %.1f |",
                    size,
                    graph.criticalMillis(),
                    muster / 1e6,
                    ratio,
                    worst,
                    Rivals.spring(graph) / muster,
                    Rivals.sequential(graph) / muster);
        }
    }

    private static void flat() {
        print("");
        print("| without edges | longest | Muster | Guava ServiceManager | Muster / Guava |");
        print("|---|---|---|---|---|");
        for (int size : new int[] {10, 100, 1_000}) {
            var graph = new RandomGraph(RandomGraph.of(size, SEED).sleeps(), Collections.nCopies(size, List.of()));
            double muster = Measured.median(5, () -> Rivals.muster(graph)) / 1e6;
            double guava = Measured.median(5, () -> Rivals.guava(graph)) / 1e6;
            print(
                    "| %d components | %d ms | %.1f ms | %.1f ms | %.2f |",
                    size, graph.criticalMillis(), muster, guava, muster / guava);
        }
    }

    /** JMH uses what newer JVMs warn of, on the page that is written. */
    static String[] quiet() {
        return Runtime.version().feature() >= 23
                ? new String[] {"--sun-misc-unsafe-memory-access=allow"}
                : new String[0];
    }

    private static Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .include(benchmark.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend(quiet())
                .build();
        return new Runner(options).run();
    }

    private static void overhead() throws RunnerException {
        print("");
        print("| overhead, start and stop | per component |");
        print("|---|---|");
        for (RunResult result : run(Overhead.class)) {
            int components = Integer.parseInt(result.getParams().getParam("components"));
            print(
                    "| %d components | %.1f µs |",
                    components, result.getPrimaryResult().getScore() / components);
        }
    }

    private static void environment() throws RunnerException {
        print("");
        print("| environment of 1,000 variables with rules | once, warm |");
        print("|---|---|");
        for (RunResult result : run(WholeEnvironment.class)) {
            print(
                    "| %s | %.2f ms |",
                    result.getParams().getParam("values"),
                    result.getPrimaryResult().getScore());
        }
    }

    private static void heap() {
        Overhead.started(100).stop("warm");
        long before = usedHeap();
        LifecycleManager app = Overhead.started(10_000);
        long after = usedHeap();
        print("");
        print(
                "Retained heap of a running service: %d bytes per component (10,000 components).",
                (after - before) / 10_000);
        app.stop("measured");
    }

    private static String processor() throws IOException {
        var told = Path.of("/proc/cpuinfo");
        if (!Files.exists(told)) {
            return "";
        }
        return Files.readAllLines(told).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                .findFirst()
                .orElse("");
    }

    static long usedHeap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static void print(String format, Object... values) {
        System.out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
}
