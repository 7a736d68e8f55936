package io.muster.health.http;

import io.muster.health.dialect.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a probe is told. Immutable. */
public final class ProbeResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private ProbeResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    static ProbeResponse of(Answer answer) {
        return of(answer.passed() ? 200 : 503, answer.contentType(), answer.body());
    }

    static ProbeResponse error(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text + "\n");
    }

    private static ProbeResponse of(int status, String contentType, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        return new ProbeResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    ProbeResponse with(String header, String value) {
        var copy = new LinkedHashMap<>(headers);
        copy.put(header, value);
        return new ProbeResponse(status, copy, body);
    }

    boolean saysAs(ProbeResponse other) {
        return status == other.status && headers.equals(other.headers) && Arrays.equals(body, other.body);
    }

    /** 200 or 503, or 4xx when the caller is wrong. */
    public int status() {
        return status;
    }

    /** The headers, without those of the connection and the length. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body as text. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The length of the body in bytes, as {@code Content-Length} says it, also to a HEAD request. */
    public int length() {
        return body.length;
    }

    /** Writes the body in UTF-8; a HEAD request gets none. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(body);
    }
}
