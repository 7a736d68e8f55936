package io.muster.benchmarks;

import io.muster.health.HealthMonitor;
import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeRequest;
import io.muster.health.http.ProbeResponse;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a probe costs, beside a server that says constant bytes and beside others. */
final class ProbeBenchmark {
    private static final int CALLERS = 16;
    private static final long WARM_UP = 5_000;
    private static final long MEASURED = 1_000;
    private static final int ROUNDS = 7;
    private static final int STARTS = 15;
    private static final int PATIENCE = 60_000;

    private ProbeBenchmark() {}

    static void print() throws Exception {
        try (var backends = Backends.start()) {
            readiness(backends);
        }
        growth();
        ProbeTroubles.print();
        first();
        allocation();
    }

    /** All at once there, and asked in turns, so that whatever else the machine does slows each of them. */
    private static void readiness(Backends backends) throws IOException, InterruptedException {
        Main.print("");
        Main.print(
                "| readiness, %d callers on kept connections, database and Redis behind it | answers/s | p50 | p99 "
                        + "| of the bare server |",
                CALLERS);
        Main.print("|---|---|---|---|---|");
        var services = new ArrayList<ProbeProcess>();
        var rounds = new EnumMap<ProbeKind, List<ProbeLoad.Result>>(ProbeKind.class);
        try {
            for (ProbeKind kind : ProbeKind.here()) {
                var service = ProbeProcess.start(kind, backends);
                services.add(service);
                service.load().run(CALLERS, WARM_UP, PATIENCE);
                rounds.put(kind, new ArrayList<>());
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (ProbeProcess service : services) {
                    rounds.get(service.kind()).add(service.load().run(CALLERS, MEASURED, PATIENCE));
                }
            }
        } finally {
            services.forEach(ProbeProcess::close);
        }
        for (ProbeKind kind : ProbeKind.here()) {
            ProbeLoad.Result result = middle(rounds.get(kind));
            Main.print(
                    "| %s | %.0f | %.2f ms | %.2f ms | %.3f |",
                    kind.title(),
                    result.perSecond(),
                    result.medianMillis(),
                    result.p99Millis(),
                    ofTheBare(rounds, kind));
        }
    }

    private static ProbeLoad.Result middle(List<ProbeLoad.Result> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(ProbeLoad.Result::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }

    /** The median of the rounds' ratios: both of a round met the same machine. */
    private static double ofTheBare(Map<ProbeKind, List<ProbeLoad.Result>> rounds, ProbeKind kind) {
        return IntStream.range(0, ROUNDS)
                .mapToDouble(round -> rounds.get(kind).get(round).perSecond()
                        / rounds.get(ProbeKind.BARE).get(round).perSecond())
                .sorted()
                .toArray()[ROUNDS / 2];
    }

    private static void growth() throws IOException, InterruptedException {
        Main.print("");
        Main.print("| readiness by number of checks | answers/s | p99 |");
        Main.print("|---|---|---|");
        for (int checks : new int[] {1, 100, 10_000}) {
            try (var service = ProbeProcess.start(ProbeKind.MUSTER, checks)) {
                service.load().run(CALLERS, WARM_UP, PATIENCE);
                var result = service.load().run(CALLERS, WARM_UP, PATIENCE);
                Main.print("| %d | %.0f | %.2f ms |", checks, result.perSecond(), result.p99Millis());
            }
        }
    }

    private static void first() {
        double bare = Measured.median(STARTS, () -> firstAnswer(ProbeKind.BARE)) / 1e6;
        double muster = Measured.median(STARTS, () -> firstAnswer(ProbeKind.MUSTER)) / 1e6;
        Main.print("");
        Main.print(
                "From the start of the process to the first answer of liveness, with the few jars that it needs: the bare"
                        + " server %.0f ms, Muster %.0f ms, %.0f ms beyond it.",
                bare, muster, muster - bare);
    }

    private static long firstAnswer(ProbeKind kind) {
        try (var service = ProbeProcess.startAlone(kind)) {
            return service.nanosToFirstAnswer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
}
