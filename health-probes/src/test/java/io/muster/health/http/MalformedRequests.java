package io.muster.health.http;

import java.util.List;
import java.util.Random;

/** Requests that are nearly right, and some that are nothing at all. Repeatable by its random numbers. */
final class MalformedRequests {
    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "HEAD", "POST", "get", "", "G\tT", "PROPFIND", "GET\0", "OPTIONS", "CONNECT", "TRACE");
    private static final List<String> PATHS = List.of(
            "/readyz",
            "/livez",
            "/health/readiness",
            "/health/diagnostics",
            "/readyz/database",
            "*",
            "",
            "//",
            "/readyz/../livez",
            "/%",
            "/readyz/%zz",
            "/readyz/%00",
            "/r\u00ffadyz",
            "http://evil.example/readyz",
            "/readyz#x",
            "/readyz;a=b",
            "?",
            "/readyz/%2e%2e%2f",
            "\\readyz",
            "/[",
            "/readyz/" + "a".repeat(3_000));
    private static final List<String> QUERIES = List.of(
            "",
            "",
            "",
            "?verbose",
            "?exclude=database",
            "?exclude=%",
            "?exclude=%00%0d%0aX:y",
            "?&&&==&",
            "?exclude=" + "x,".repeat(3_000),
            "?verbose&verbose&exclude=\u00e9");
    private static final List<String> VERSIONS = List.of(
            " HTTP/1.1", " HTTP/1.1", " HTTP/1.1", " HTTP/1.0", "", " HTTP/9.9", " HTTP/", " http/1.1", " HTTP/1.1 x");
    private static final List<String> HEADERS = List.of(
            "Host: x",
            "Host",
            ": x",
            "Host: x\r\nHost: y",
            " folded",
            "X-Forwarded-For: 127.0.0.1",
            "Content-Length: 0",
            "Content-Length: -1",
            "Content-Length: 99999999999999",
            "Content-Length: 5\r\nContent-Length: 6",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Connection: close",
            "Expect: 100-continue",
            "Authorization: Bearer",
            "User-Agent: \u0001\u0002",
            "Range: bytes=0-1",
            "X: " + "y".repeat(2_000),
            "Upgrade: h2c",
            "Cookie: a=b",
            "Accept-Encoding: gzip");
    private static final List<String> ENDS = List.of("\r\n", "\r\n", "\r\n", "\n", "\r", "\r\n\0");

    private final Random random;

    MalformedRequests(Random random) {
        this.random = random;
    }

    String next() {
        if (random.nextInt(20) == 0) {
            return noise();
        }
        var request = new StringBuilder(any(METHODS))
                .append(' ')
                .append(any(PATHS))
                .append(any(QUERIES))
                .append(any(VERSIONS))
                .append(any(ENDS));
        for (int i = random.nextInt(4); i > 0; i--) {
            request.append(any(HEADERS)).append(any(ENDS));
        }
        request.append("\r\n");
        if (random.nextInt(4) == 0) {
            int at = random.nextInt(request.length());
            request.setCharAt(at, (char) random.nextInt(256));
        }
        return request.toString();
    }

    private String noise() {
        var noise = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            noise.append((char) random.nextInt(256));
        }
        return noise.append("\r\n\r\n").toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
