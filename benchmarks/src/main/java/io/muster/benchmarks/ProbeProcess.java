package io.muster.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A service that answers probes, in a process of its own: {@code muster}, {@code bare} or {@code actuator}. */
public final class ProbeProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final long nanosToFirstAnswer;

    private ProbeProcess(Process process, int port, long nanosToFirstAnswer) {
        this.process = process;
        this.port = port;
        this.nanosToFirstAnswer = nanosToFirstAnswer;
    }

    /** The service itself: its kind, the port of what it depends on, how many checks it has. */
    public static void main(String[] arguments) throws Exception {
        int dependency = Integer.parseInt(arguments[1]);
        int checks = Integer.parseInt(arguments[2]);
        int port = switch (arguments[0]) {
            case "muster" -> muster(dependency, checks);
            case "bare" -> bare();
            default -> ActuatorService.start(dependency);
        };
        System.out.println("PORT " + port);
        System.in.read();
        System.exit(0);
    }

    private static int muster(int dependency, int checks) {
        var policy = CheckPolicy.every(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(1));
        var app = LifecycleManager.named("bench").startBudget(Duration.ofMinutes(5));
        for (int i = 0; i < checks; i++) {
            boolean real = i == 0;
            app.add(Component.check("check" + i, context -> {
                        if (real) {
                            Dependency.ask(dependency);
                        }
                        return HealthResult.up();
                    })
                    .policy(real ? policy : CheckPolicy.defaults()));
        }
        var server = app.attach(ProbeServer.on(0).bind("127.0.0.1"));
        app.start();
        return server.port();
    }

    /** The limit: constant bytes, the same server, the same kind of threads. */
    private static int bare() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(Executors.newCachedThreadPool());
        byte[] ok = {'o', 'k'};
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(200, ok.length);
                exchange.getResponseBody().write(ok);
            }
        });
        server.start();
        return server.getAddress().getPort();
    }

    static ProbeProcess start(String kind, Dependency dependency, int checks) throws IOException {
        long from = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProbeProcess.class.getName(),
                        kind,
                        String.valueOf(dependency.port()),
                        String.valueOf(checks))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("PORT ")) {
                int port = Integer.parseInt(line.substring("PORT ".length()));
                new ProbeLoad(port, kind.equals("actuator") ? "/actuator/health/liveness" : "/livez").once(20_000);
                return new ProbeProcess(process, port, System.nanoTime() - from);
            }
        }
        throw new IOException("the " + kind + " service did not start");
    }

    int port() {
        return port;
    }

    long nanosToFirstAnswer() {
        return nanosToFirstAnswer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
