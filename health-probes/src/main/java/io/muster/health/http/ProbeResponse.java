package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import io.muster.health.dialect.Answer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a probe is told. Immutable.
 *
 * @param status 200 or 503, or 4xx when the caller is wrong
 * @param headers the headers, without those of the connection
 * @param body the text, to be sent as UTF-8; a HEAD request gets its length only
 */
public record ProbeResponse(int status, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public ProbeResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(body, "body");
    }

    static ProbeResponse of(Answer answer) {
        return of(answer.passed() ? 200 : 503, answer.contentType(), answer.body());
    }

    static ProbeResponse error(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text + "\n");
    }

    ProbeResponse with(String header, String value) {
        var copy = new LinkedHashMap<>(headers);
        copy.put(header, value);
        return new ProbeResponse(status, copy, body);
    }

    private static ProbeResponse of(int status, String contentType, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        return new ProbeResponse(status, headers, body);
    }
}
