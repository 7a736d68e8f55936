package io.muster.health.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Permits direct callers on this machine. */
final class LoopbackAccess implements Access {
    private static final List<String> PROXIED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    /** A foreign name here means DNS rebinding: a page elsewhere reads by way of its visitor's browser. */
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(?:localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(?::\\d{1,5})?");

    @Override
    public boolean permits(ProbeRequest request) {
        return request.remote().filter(InetAddress::isLoopbackAddress).isPresent()
                && PROXIED.stream().allMatch(name -> request.header(name).isEmpty())
                && request.header("Host")
                        .map(host -> LOCAL_HOST
                                .matcher(host.toLowerCase(Locale.ROOT))
                                .matches())
                        .orElse(true);
    }
}
