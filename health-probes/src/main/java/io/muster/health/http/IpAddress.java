package io.muster.health.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses that others wrote; what is no address is none, and no name server is ever asked. */
final class IpAddress {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private IpAddress() {}

    static Optional<InetAddress> parse(String text) {
        boolean v6 = text.indexOf(':') >= 0;
        if (!(v6 ? V6 : V4).matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // brackets make it a literal or an error
            return Optional.of(InetAddress.getByName(v6 ? "[" + text + "]" : text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** An element of X-Forwarded-For, which may have a port: {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
    static Optional<InetAddress> parseWithPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : parse(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return parse(port ? text.substring(0, colon) : text);
    }
}
