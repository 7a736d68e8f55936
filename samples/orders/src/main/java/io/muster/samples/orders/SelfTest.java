package io.muster.samples.orders;

import io.muster.samples.servers.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs the demo as a process of its own, asks everything that it answers, stops it by SIGTERM, and exits 0 only if every
 * answer was right.
 */
public final class SelfTest {
    private static final int POLL_MILLIS = 100;
    private static final int START_POLLS = 1200;
    private static final int STOP_SECONDS = 60;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port = FreePort.next();
    private final int probePort = FreePort.next();
    private int wrong;

    private SelfTest() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new SelfTest().run() ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--demo");
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().put("PROBE_PORT", String.valueOf(probePort));
        Process service = builder.inheritIO().start();
        try {
            if (awaitReady(service)) {
                probes();
                orders();
                chat();
            }
            service.destroy();
            boolean ended = service.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            check("SIGTERM", "exit code 0", ended ? "exit code " + service.exitValue() : "still running");
        } finally {
            service.destroyForcibly();
        }
        say(wrong == 0 ? "every answer was right" : wrong + " wrong");
        return wrong == 0;
    }

    /** Until it is ready it must be alive and say that it is not ready. */
    private boolean awaitReady(Process service) throws InterruptedException {
        for (int poll = 0; poll < START_POLLS; poll++) {
            try {
                if (send(probe("/readyz")).statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                // the probes are not up yet; the process may have ended, which the next line sees
            }
            if (service.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        check("start", "ready", service.isAlive() ? "not ready" : "exit code " + service.exitValue());
        return false;
    }

    private void probes() throws IOException, InterruptedException {
        for (String path : List.of("/livez", "/readyz", "/startupz", "/readyz/database", "/readyz/redis")) {
            expect(probe(path), 200, "ok"::equals);
        }
        expect(probe("/readyz?verbose"), 200, body -> body.contains("[+]openai ok"));
        expect(probe("/readyz?exclude=redis"), 200, "ok"::equals);
        expect(probe("/health"), 200, body -> body.contains("\"status\":\"alive\""));
        expect(probe("/health/liveness"), 200, body -> body.contains("\"uptime_seconds\""));
        expect(probe("/health/readiness"), 200, body -> body.contains("\"overall_healthy\":true"));
        expect(probe("/health/diagnostics"), 200, body -> body.contains("\"orders\""));
        expect(probe("/nowhere"), 404, body -> true);
        expect(probe("/readyz").method("HEAD", BodyPublishers.noBody()), 200, String::isEmpty);
        expect(probe("/readyz").POST(BodyPublishers.noBody()), 405, body -> true);
    }

    private void orders() throws IOException, InterruptedException {
        var order =
                api("/orders").header("Idempotency-Key", "self-test").POST(json("{\"item\":\"tea\",\"quantity\":2}"));
        var created = expect(order, 201, body -> body.contains("\"item\":\"tea\""));
        var repeated = expect(order, 200, created.body()::equals);
        String location = repeated.headers().firstValue("Location").orElse("/orders/without-location");
        expect(api(location), 200, created.body()::equals);
        expect(api("/orders").POST(json("{\"item\":\"gold\",\"quantity\":1}")), 400, body -> body.contains("catalog"));
        expect(api("/orders").POST(json("{\"item\":")), 400, body -> body.contains("JSON"));
        expect(api("/orders/nonsense"), 404, body -> true);
    }

    private void chat() throws IOException, InterruptedException {
        expect(api("/chat").POST(json("{\"message\":\"Which tea?\"}")), 200, body -> body.contains("\"answer\""));
    }

    private HttpResponse<String> expect(HttpRequest.Builder request, int status, Predicate<String> right)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        var sent = response.request();
        boolean same =
                response.statusCode() == status && right.test(response.body().strip());
        String asked = sent.method() + " " + sent.uri();
        check(
                asked,
                String.valueOf(status),
                same ? String.valueOf(status) : response.statusCode() + " " + response.body());
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private void check(String what, String expected, String actual) {
        boolean right = expected.equals(actual);
        if (!right) {
            wrong++;
        }
        say((right ? "right  " : "WRONG  ") + what + ": " + actual + (right ? "" : ", expected " + expected));
    }

    private HttpRequest.Builder probe(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + probePort + path));
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpRequest.BodyPublisher json(String text) {
        return BodyPublishers.ofString(text);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
