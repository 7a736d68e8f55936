package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Secret;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks a web server. For one run of a check.
 *
 * <p>Each question has a connection of its own: a kept one would prove neither name nor port, and show a certificate that
 * was replaced long ago. Redirects are not followed, since they would carry a header to another host.
 */
final class Web {
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .protocols(List.of(Protocol.HTTP_1_1))
            .build();

    private final HttpUrl base;
    private final Map<String, String> headers;
    private final OkHttpClient client;
    private final Opened opened;

    private Web(HttpUrl base, Map<String, String> headers, OkHttpClient client, Opened opened) {
        this.base = base;
        this.headers = headers;
        this.client = client;
        this.opened = opened;
    }

    /** @throws Trouble when URL or headers cannot be used */
    static Web at(URI url, Map<String, Supplier<Secret>> headers, @Nullable Trust trust, Opened opened) throws Trouble {
        HttpUrl base = HttpUrl.parse(url.toString());
        if (base == null) {
            throw new Trouble(new Diagnosis(
                    "SVC-104", Failure.CONFIGURATION, "has a URL that is neither http nor https", "correct its URL"));
        }
        OkHttpClient client = trust == null
                ? CLIENT
                : CLIENT.newBuilder()
                        .sslSocketFactory(trust.sockets(), trust.manager())
                        .build();
        return new Web(base, values(headers), client, opened);
    }

    private static Map<String, String> values(Map<String, Supplier<Secret>> headers) throws Trouble {
        var values = new LinkedHashMap<String, String>();
        for (var header : headers.entrySet()) {
            String value = header.getValue().get().reveal();
            boolean sendable = !value.isBlank() && value.chars().allMatch(c -> c >= ' ' && c <= '~');
            if (!sendable) {
                throw new Trouble(new Diagnosis(
                        "SVC-101",
                        Failure.CREDENTIALS,
                        "has no usable value for the header '" + header.getKey() + "'",
                        "set one without line breaks; write files by printf %s, not echo"));
            }
            values.put(header.getKey(), value);
        }
        return values;
    }

    /** The URL itself. */
    Page get(long mostBytes) throws IOException {
        return get(base, mostBytes);
    }

    /** A path below the URL, of segments that are encoded here. */
    Page get(long mostBytes, String... segments) throws IOException {
        HttpUrl.Builder below = base.newBuilder().query(null).fragment(null);
        if (base.pathSegments().get(base.pathSize() - 1).isEmpty()) {
            below.removePathSegment(base.pathSize() - 1);
        }
        for (String segment : segments) {
            below.addPathSegment(segment);
        }
        return get(below.build(), mostBytes);
    }

    private Page get(HttpUrl url, long mostBytes) throws IOException {
        Request.Builder request = new Request.Builder().url(url).header("Connection", "close");
        headers.forEach(request::header);
        Call call = client.newCall(request.build());
        opened.add(call::cancel);
        try (Response response = call.execute()) {
            Instant date = response.headers().getInstant("Date");
            return new Page(response.code(), text(response, mostBytes), Optional.ofNullable(date), expiry(response));
        }
    }

    private static String text(Response response, long mostBytes) throws IOException {
        BufferedSource source = response.body().source();
        try {
            source.request(mostBytes);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // a refusal cut off is a refusal still
            if (response.isSuccessful()) {
                throw e;
            }
        }
        long length = Math.min(mostBytes, source.getBuffer().size());
        return source.getBuffer().readString(length, StandardCharsets.UTF_8);
    }

    private static Optional<Instant> expiry(Response response) {
        return Optional.ofNullable(response.handshake()).stream()
                .flatMap(handshake -> handshake.peerCertificates().stream())
                .filter(X509Certificate.class::isInstance)
                .map(certificate ->
                        ((X509Certificate) certificate).getNotAfter().toInstant())
                .min(Instant::compareTo);
    }
}
