package io.muster.benchmarks;

import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpServer;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import io.muster.validation.database.DatabaseCheck;
import io.muster.validation.redis.RedisCheck;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service that answers probes, in a process of its own. */
public final class ProbeProcess implements AutoCloseable {
    private static final int PATIENCE = 60_000;
    private static final Pattern NEEDED =
            Pattern.compile("muster|slf4j|com.fasterxml.jackson.core.jackson-core|benchmarks.target");

    private final Process process;
    private final ProbeKind kind;
    private final int port;
    private final long nanosToFirstAnswer;

    private ProbeProcess(Process process, ProbeKind kind, int port, long nanosToFirstAnswer) {
        this.process = process;
        this.kind = kind;
        this.port = port;
        this.nanosToFirstAnswer = nanosToFirstAnswer;
    }

    /** The service itself: its kind, how many checks that do nothing, how many threads that spin, its backends. */
    public static void main(String[] arguments) throws Exception {
        int checks = Integer.parseInt(arguments[1]);
        int spinning = Integer.parseInt(arguments[2]);
        Optional<Clients> clients = Clients.of(List.of(arguments).subList(3, arguments.length));
        switch (ProbeKind.valueOf(arguments[0])) {
            case BARE -> announce(bare());
            case MUSTER -> muster(checks, clients);
            case SMALLRYE -> announce(SmallRyeService.start(server(), clients));
            case HELIDON -> announce(helidon().start(clients));
            case ACTUATOR -> announce(ActuatorService.start(clients));
        }
        for (int i = 0; i < spinning; i++) {
            var thread = new Thread(ProbeProcess::spin);
            thread.setDaemon(true);
            thread.start();
        }
        System.in.read();
        System.exit(0);
    }

    private static ProbeService helidon() {
        return ServiceLoader.load(ProbeService.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("without -Dhelidon, a file that holds its class path"));
    }

    private static void announce(int port) {
        System.out.println("PORT " + port);
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void muster(int checks, Optional<Clients> clients) {
        var policy = CheckPolicy.every(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(1));
        var app = LifecycleManager.named("bench").startBudget(Duration.ofMinutes(5));
        var server = app.attach(ProbeServer.on(0).bind("127.0.0.1"));
        // liveness answers from here on
        app.add(Component.task("announcement", context -> announce(server.port()))
                .phase(Phase.VALIDATE));
        clients.ifPresent(each -> {
            app.add(Component.check("database", DatabaseCheck.of(each.pool())).policy(policy));
            app.add(Component.check("redis", RedisCheck.of(each.redis())).policy(policy));
        });
        for (int i = 0; i < checks; i++) {
            app.add(Component.check("check" + i, context -> HealthResult.up()));
        }
        app.start();
    }

    /** The limit: constant bytes, those of our answer, the same server, the same kind of threads. */
    private static int bare() throws IOException {
        HttpServer server = server();
        byte[] ok = {'o', 'k'};
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                exchange.sendResponseHeaders(200, ok.length);
                exchange.getResponseBody().write(ok);
            }
        });
        server.start();
        return server.getAddress().getPort();
    }

    private static HttpServer server() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(Executors.newCachedThreadPool());
        return server;
    }

    static ProbeProcess start(ProbeKind kind, Backends backends) throws IOException {
        return start(kind, classPath(kind), 0, 0, backends.arguments());
    }

    static ProbeProcess start(ProbeKind kind, int checks) throws IOException {
        return start(kind, classPath(kind), checks, 0, List.of());
    }

    /** One whose application leaves no processor time to spare. */
    static ProbeProcess startSaturated(ProbeKind kind) throws IOException {
        return start(kind, classPath(kind), 0, 2 * Runtime.getRuntime().availableProcessors(), List.of());
    }

    /** One of our own or the bare server, without the jars of the rivals: each takes time to look into. */
    static ProbeProcess startAlone(ProbeKind kind) throws IOException {
        String needed = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry).find())
                .collect(joining(File.pathSeparator));
        return start(kind, needed, 0, 0, List.of());
    }

    private static String classPath(ProbeKind kind) throws IOException {
        return kind == ProbeKind.HELIDON
                ? Files.readString(Path.of(System.getProperty("helidon"))).strip()
                : System.getProperty("java.class.path");
    }

    private static ProbeProcess start(ProbeKind kind, String classPath, int checks, int spinning, List<String> backends)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath,
                ProbeProcess.class.getName(),
                kind.name(),
                String.valueOf(checks),
                String.valueOf(spinning)));
        command.addAll(backends);
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("PORT ")) {
                int port = Integer.parseInt(line.substring("PORT ".length()));
                new ProbeLoad(port, kind.liveness()).once(PATIENCE);
                return new ProbeProcess(process, kind, port, System.nanoTime() - from).awaitReady();
            }
        }
        throw new IOException("the service '" + kind.title() + "' did not start");
    }

    private ProbeProcess awaitReady() throws IOException {
        while (load().once(PATIENCE) != 200) {
            LockSupport.parkNanos(50_000_000);
        }
        return this;
    }

    ProbeKind kind() {
        return kind;
    }

    int port() {
        return port;
    }

    /** Callers of its readiness. */
    ProbeLoad load() {
        return new ProbeLoad(port, kind.readiness());
    }

    /** From the start of the process to its first answer of liveness. */
    long nanosToFirstAnswer() {
        return nanosToFirstAnswer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
