package io.muster.spring.probes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a server on this machine answered. */
public record Asked(int status, String body, HttpResponse<String> response) {
    /** Asks, on a connection of its own. */
    public static Asked at(int port, String path) throws IOException, InterruptedException {
        return at("GET", port, path);
    }

    static Asked at(String method, int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60))
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new Asked(response.statusCode(), response.body(), response);
    }
}
