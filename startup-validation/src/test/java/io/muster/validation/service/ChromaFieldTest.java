package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real Chroma, by npm: releases after these want a newer C library than Debian 12 has. */
@Timeout(600)
class ChromaFieldTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int PORT = FreePort.next();
    private static final URI URL = URI.create("http://127.0.0.1:" + PORT);

    @TempDir
    static Path folder;

    private static Process server;

    @BeforeAll
    static void startServer() throws Exception {
        var npm = inFolder(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "chromadb@3.0.0",
                        "chromadb-js-bindings-linux-x64-gnu@1.0.1")
                .start();
        assertThat(npm.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(npm.exitValue()).isZero();
        String data = folder.resolve("data").toString();
        server = inFolder(
                        "node",
                        "node_modules/chromadb/dist/cli.mjs",
                        "run",
                        "--path",
                        data,
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(PORT))
                .start();
        await().atMost(LONG).until(() -> check().check(Asked.running(LONG)).status() == HealthStatus.UP);
        post("/api/v2/tenants/default_tenant/databases/default_database/collections", "{\"name\":\"documents\"}");
    }

    private static ProcessBuilder inFolder(String... command) {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "log")));
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private static ChromaCheck check() {
        return ChromaCheck.at(() -> URL);
    }

    private static void post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URL.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void looksAtItByVersionTwo() throws Exception {
        var result = check().collection("documents").check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("api", "v2").containsKey("version");
        new Row(Failure.CONFIGURATION, "SVC-110", false, 78, "has no collection 'invoices'")
                .duringStart(check().collection("invoices"));
        new Row(Failure.CONFIGURATION, "SVC-110", false, 78, "has no collection 'documents' in 'default_tenant/other'")
                .duringStart(check().database("default_tenant", "other").collection("documents"));
    }

    @Test
    void hearsThatVersionOneIsGoneWhereVersionTwoIsBlocked() throws Exception {
        var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        proxy.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int status = path.startsWith("/api/v2") ? 404 : status(path);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        proxy.start();
        try {
            URI blocked = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());

            new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "version 1 of its API is gone (HTTP 410)")
                    .duringStart(ChromaCheck.at(() -> blocked));
        } finally {
            proxy.stop(0);
        }
    }

    private static int status(String path) throws IOException {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URL.resolve(path)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
