package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.ArrayList;
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

    /** The address that {@code text} spells; empty when it spells none. No name server is asked. */
    public static Optional<InetAddress> address(String text) {
        return IpAddress.parse(text);
    }

    /** The first value of a header, its name in any case. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** Every value of a header, its name in any case. */
    public List<String> headers(String name) {
        var values = new ArrayList<String>(1);
        headers.forEach((key, all) -> {
            if (name.equalsIgnoreCase(key)) {
                values.addAll(all);
            }
        });
        return values;
    }
}
