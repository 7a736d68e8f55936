package io.muster.validation.llm;

import io.muster.lifecycle.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Asks for the list of models, or for one model: free of charge, and proof of the key. Thread-safe. */
final class Metadata {
    private static final long MAX_BODY = 8_192;

    /** Redirects are not followed: they would carry the key to another host. */
    private final OkHttpClient client = new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .build();

    Answer ask(URI base, Secret key, Optional<String> model, Duration atMost) {
        HttpUrl url = HttpUrl.parse(base.toString());
        if (url == null) {
            return new Answer(Verdict.INCONCLUSIVE, "the base URL is neither http nor https");
        }
        if (key.length() == 0 || key.reveal().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return new Answer(Verdict.REJECTED, "it is empty or has characters that no header may carry");
        }
        HttpUrl.Builder path = url.newBuilder().addPathSegment("models");
        model.ifPresent(path::addPathSegment);
        HttpUrl target = withoutEmptySegments(path.build());
        var request = new Request.Builder()
                .url(target)
                .header("Authorization", "Bearer " + key.reveal())
                .header("Accept", "application/json")
                .build();
        var bounded = client.newBuilder().callTimeout(atMost).build();
        try (Response response = bounded.newCall(request).execute()) {
            return OpenAi.judge(response.code(), read(response.body()), model.isPresent());
        } catch (SSLException e) {
            return Answer.of(Verdict.UNTRUSTED);
        } catch (InterruptedIOException e) {
            return Answer.of(Verdict.TIMED_OUT);
        } catch (IOException e) {
            return new Answer(Verdict.UNREACHABLE, e.getClass().getSimpleName());
        }
    }

    /** A base URL may end with a slash. */
    private static HttpUrl withoutEmptySegments(HttpUrl url) {
        var builder = url.newBuilder().encodedPath("/").query(null).fragment(null);
        url.pathSegments().stream().filter(segment -> !segment.isEmpty()).forEach(builder::addPathSegment);
        return builder.build();
    }

    private static String read(ResponseBody body) throws IOException {
        var source = body.source();
        source.request(MAX_BODY);
        long length = Math.min(MAX_BODY, source.getBuffer().size());
        return source.getBuffer().readString(length, StandardCharsets.UTF_8);
    }
}
