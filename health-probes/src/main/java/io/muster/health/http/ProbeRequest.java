package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe asks, whatever server took it.
 *
 * @param method the HTTP method
 * @param path the path as it was sent, percent-encoded
 * @param query what follows the question mark, percent-encoded; empty without one
 * @param headers the headers; the map is not copied, and its names may be spelled in any case
 * @param remote who asks; empty when the server cannot tell
 */
public record ProbeRequest(
        String method, String path, String query, Map<String, List<String>> headers, Optional<InetAddress> remote) {

    /** Refuses nulls. */
    public ProbeRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(headers, "headers");
        requireNonNull(remote, "remote");
    }

    /** The first value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .findFirst();
    }
}
