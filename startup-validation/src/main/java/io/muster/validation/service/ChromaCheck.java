package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Whether a Chroma vector store answers its heartbeat. Thread-safe.
 *
 * <p>It asks version 2 of the API, and version 1 where that does not exist. The heartbeat needs no login and proves none.
 */
public final class ChromaCheck implements HealthCheck {
    private final OkHttpClient client = new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    private final Supplier<URI> url;

    private ChromaCheck(Supplier<URI> url) {
        this.url = url;
    }

    /** Asks there, such as {@code http://chroma:8000}; read at each check. */
    public static ChromaCheck at(Supplier<URI> url) {
        return new ChromaCheck(requireNonNull(url, "url"));
    }

    @Override
    public HealthResult check(CheckContext context) {
        HttpUrl base = HttpUrl.parse(url.get().toString());
        if (base == null) {
            return HealthResult.down(Failure.CONFIGURATION, "its URL is neither http nor https; correct it");
        }
        Duration before = context.remaining();
        try {
            int version = 2;
            int status = heartbeat(base, version, context.remaining());
            if (status == 404) {
                version = 1;
                status = heartbeat(base, version, context.remaining());
            }
            long millis = before.minus(context.remaining()).toMillis();
            return verdict(status, version).with("response_time_ms", millis).with("api", "v" + version);
        } catch (SSLException e) {
            return HealthResult.down(Failure.CONFIGURATION, "its certificate is not trusted; check the trust store");
        } catch (InterruptedIOException e) {
            return HealthResult.down(Failure.TIMEOUT, "did not answer in time");
        } catch (IOException e) {
            return HealthResult.down(
                    Failure.UNAVAILABLE,
                    "is not reachable (" + e.getClass().getSimpleName() + "); check that it runs, and its URL");
        }
    }

    private int heartbeat(HttpUrl base, int version, Duration remaining) throws IOException {
        HttpUrl target = base.newBuilder()
                .encodedPath("/api/v" + version + "/heartbeat")
                .query(null)
                .fragment(null)
                .build();
        Duration atMost = remaining.multipliedBy(9).dividedBy(10).plusMillis(1);
        var bounded = client.newBuilder().callTimeout(atMost).build();
        try (Response response =
                bounded.newCall(new Request.Builder().url(target).build()).execute()) {
            return response.code();
        }
    }

    private static HealthResult verdict(int status, int version) {
        if (status >= 200 && status < 300) {
            return HealthResult.up();
        }
        return switch (status) {
            case 404 ->
                HealthResult.down(
                        Failure.CONFIGURATION, "has no heartbeat at its URL; check that Chroma is what answers there");
            case 410 ->
                HealthResult.down(
                        Failure.CONFIGURATION,
                        "says that version " + version + " of its API is gone; something before it rewrites the path");
            case 401, 403 ->
                HealthResult.down(Failure.PERMISSION, "asks for a login even for its heartbeat (HTTP " + status + ")");
            case 429 -> HealthResult.down(Failure.OVERLOADED, "is asked too often (HTTP 429)");
            default ->
                status >= 500
                        ? HealthResult.down(Failure.UNAVAILABLE, "has a fault (HTTP " + status + ")")
                        : HealthResult.down(
                                Failure.CONFIGURATION, "gives no heartbeat (HTTP " + status + "); check its URL");
        };
    }
}
