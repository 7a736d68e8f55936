package io.muster.benchmarks;

import io.muster.health.HealthMonitor;
import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.health.http.ProbeResponse;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a probe costs, beside a server that says constant bytes and beside Spring Boot's Actuator. */
final class ProbeBenchmark {
    private static final int CALLERS = 16;
    private static final long WARM_UP = 3_000;
    private static final long MEASURED = 5_000;
    private static final int PATIENCE = 5_000;

    private ProbeBenchmark() {}

    static void print() throws Exception {
        try (var dependency = new Dependency()) {
            readiness(dependency);
        }
        growth();
        frozen();
        first();
        allocation();
    }

    private static void readiness(Dependency dependency) throws IOException, InterruptedException {
        Main.print("");
        Main.print(
                "| readiness, %d callers on kept connections, one check | answers/s | p50 | p99 | of the bare server |",
                CALLERS);
        Main.print("|---|---|---|---|---|");
        double bare = 0;
        for (String kind : List.of("bare", "muster", "actuator")) {
            try (var service = ProbeProcess.start(kind, dependency, 1)) {
                var load = new ProbeLoad(service.port(), path(kind));
                load.run(CALLERS, WARM_UP);
                var result = load.run(CALLERS, MEASURED);
                bare = bare == 0 ? result.perSecond() : bare;
                Main.print(
                        "| %s | %.0f | %.2f ms | %.2f ms | %.3f |",
                        name(kind),
                        result.perSecond(),
                        result.median() / 1e6,
                        result.p99Millis(),
                        result.perSecond() / bare);
            }
        }
    }

    private static void growth() throws IOException, InterruptedException {
        Main.print("");
        Main.print("| readiness by number of checks | answers/s | p99 |");
        Main.print("|---|---|---|");
        for (int checks : new int[] {1, 100, 10_000}) {
            try (var dependency = new Dependency();
                    var service = ProbeProcess.start("muster", dependency, checks)) {
                var load = new ProbeLoad(service.port(), "/readyz");
                load.run(CALLERS, WARM_UP);
                var result = load.run(CALLERS, MEASURED);
                Main.print("| %d | %.0f | %.2f ms |", checks, result.perSecond(), result.p99Millis());
            }
        }
    }

    private static void frozen() throws IOException, InterruptedException {
        Main.print("");
        Main.print(
                "| the dependency freezes | readiness after 3 s | 200 callers at once: p99 | without an answer in %d s |",
                PATIENCE / 1_000);
        Main.print("|---|---|---|---|");
        for (String kind : List.of("muster", "actuator")) {
            try (var dependency = new Dependency();
                    var service = ProbeProcess.start(kind, dependency, 1)) {
                var load = new ProbeLoad(service.port(), path(kind));
                load.run(CALLERS, WARM_UP);
                dependency.freeze();
                LockSupport.parkNanos(3_000_000_000L);
                String status = status(load);
                var result = load.burst(200, PATIENCE);
                String p99 = result.p99() == Long.MAX_VALUE
                        ? "none"
                        : String.format(java.util.Locale.ROOT, "%.1f ms", result.p99Millis());
                Main.print("| %s | %s | %s | %d of 200 |", name(kind), status, p99, result.lost());
            }
        }
    }

    private static String status(ProbeLoad load) {
        try {
            return String.valueOf(load.once(PATIENCE));
        } catch (IOException e) {
            return "no answer";
        }
    }

    private static void first() throws IOException {
        try (var dependency = new Dependency()) {
            double bare = Measured.median(5, () -> firstAnswer("bare", dependency)) / 1e6;
            double muster = Measured.median(5, () -> firstAnswer("muster", dependency)) / 1e6;
            double actuator = Measured.median(3, () -> firstAnswer("actuator", dependency)) / 1e6;
            Main.print("");
            Main.print(
                    "From the start of the process to the first answer of liveness: bare %.0f ms, Muster %.0f ms"
                            + " (%.0f ms beyond it), Actuator %.0f ms.",
                    bare, muster, muster - bare, actuator);
        }
    }

    private static long firstAnswer(String kind, Dependency dependency) {
        try (var service = ProbeProcess.start(kind, dependency, 1)) {
            return service.nanosToFirstAnswer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The handler alone, without a server. */
    private static void allocation() {
        var app = LifecycleManager.named("bench");
        app.add(Component.check("check", context -> HealthResult.up()));
        app.start();
        try (var monitor = HealthMonitor.watch(app.view())) {
            var handler = ProbeHandler.of(monitor::snapshot);
            var request = new ProbeRequest(
                    "GET",
                    "/readyz",
                    "",
                    Map.of("Host", List.of("localhost"), "User-Agent", List.of("bench")),
                    ProbeRequest.address("127.0.0.1"));
            ask(handler, request, 2_000_000);
            int probes = 2_000_000;
            long bytes = allocated();
            long from = System.nanoTime();
            ask(handler, request, probes);
            long nanos = System.nanoTime() - from;
            Main.print("");
            Main.print(
                    "The handler alone: %d ns and %d bytes of garbage for a probe.",
                    nanos / probes, (allocated() - bytes) / probes);
        }
        app.stop("measured");
    }

    private static void ask(ProbeHandler handler, ProbeRequest request, int probes) {
        for (int i = 0; i < probes; i++) {
            ProbeResponse response = handler.handle(request);
            if (response.length() == 0) {
                throw new IllegalStateException("an empty answer");
            }
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static String path(String kind) {
        return kind.equals("actuator") ? "/actuator/health/readiness" : "/readyz";
    }

    private static String name(String kind) {
        return switch (kind) {
            case "bare" -> "the JDK's server, constant bytes";
            case "muster" -> "Muster";
            default -> "Spring Boot Actuator on Tomcat";
        };
    }
}
