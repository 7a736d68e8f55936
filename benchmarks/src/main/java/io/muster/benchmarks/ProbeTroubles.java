package io.muster.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What a probe costs in bad times: a database that is frozen, and callers who never end in a service that is saturated. */
final class ProbeTroubles {
    private static final int CALLERS = 4;
    private static final int CROWD = 200;
    private static final int UNENDING = 300;
    private static final int PROBES = 200;
    private static final long MEASURED = 2_000;
    private static final int PATIENCE = 5_000;
    private static final String UNENDED = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nX-";

    private ProbeTroubles() {}

    static void print() throws IOException, InterruptedException {
        frozen();
        unending();
    }

    private static void frozen() throws IOException, InterruptedException {
        Main.print("");
        Main.print(
                "| PostgreSQL is frozen by SIGSTOP | 503 after | then %d callers: p99 | %d callers at once: p99 "
                        + "| of them without an answer in %d s |",
                CALLERS, CROWD, PATIENCE / 1_000);
        Main.print("|---|---|---|---|---|");
        for (ProbeKind kind :
                ProbeKind.here().stream().filter(kind -> kind != ProbeKind.BARE).toList()) {
            try (var backends = Backends.start();
                    var service = ProbeProcess.start(kind, backends)) {
                service.load().run(CALLERS, MEASURED, PATIENCE);
                backends.postgres().freeze();
                try {
                    String notReady = notReady(service.load());
                    ProbeLoad.Result few = service.load().run(CALLERS, MEASURED, PATIENCE);
                    ProbeLoad.Result crowd = service.load().burst(CROWD, PATIENCE);
                    Main.print(
                            "| %s | %s | %s | %s | %d of %d |",
                            kind.title(), notReady, p99(few), p99(crowd), crowd.lost(), CROWD);
                } finally {
                    backends.postgres().thaw();
                }
            }
        }
    }

    /** When the first caller is told, of those who ask one after the other. */
    private static String notReady(ProbeLoad load) {
        long from = System.nanoTime();
        try {
            while (load.once(PATIENCE) == 200 && System.nanoTime() - from < PATIENCE * 1_000_000L) {
                LockSupport.parkNanos(10_000_000);
            }
            return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - from) / 1e9);
        } catch (IOException e) {
            return "no answer in " + PATIENCE / 1_000 + " s";
        }
    }

    private static String p99(ProbeLoad.Result result) {
        return result.answered() ? String.format(Locale.ROOT, "%.1f ms", result.p99Millis()) : "no answer";
    }

    private static void unending() throws IOException {
        Main.print("");
        Main.print(
                "| %d callers who begin and never end, every processor busy: %d probes on new connections | p50 | p99 "
                        + "| worst | without an answer in %d s |",
                UNENDING, PROBES, PATIENCE / 1_000);
        Main.print("|---|---|---|---|---|");
        for (ProbeKind kind : ProbeKind.here()) {
            var held = new ArrayList<Socket>();
            try (var service = ProbeProcess.startSaturated(kind)) {
                service.load().oneByOne(PROBES, PATIENCE);
                for (int i = 0; i < UNENDING; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
                    held.add(socket);
                    socket.getOutputStream().write(UNENDED.getBytes(StandardCharsets.US_ASCII));
                }
                ProbeLoad.Result result = service.load().oneByOne(PROBES, PATIENCE);
                Main.print(
                        "| %s | %.1f ms | %.1f ms | %.1f ms | %d |",
                        kind.title(), result.medianMillis(), result.p99Millis(), result.worstMillis(), result.lost());
            } finally {
                for (Socket socket : held) {
                    socket.close();
                }
            }
        }
    }
}
