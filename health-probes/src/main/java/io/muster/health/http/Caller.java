package io.muster.health.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out who a request comes from, when proxies of ours may have passed it on. */
final class Caller {
    /** What proxies add; from one that is not trusted, it means that the caller is somebody unknown. */
    private static final Set<String> PROXIED =
            Set.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via");

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int MOST_HOPS = 16;

    private Caller() {}

    /**
     * The address of the caller; empty when nobody trustworthy says it.
     *
     * <p>Each proxy appends the address that it was called from, so the list is read from its end, as long as the one who
     * wrote an element is trusted. What stands before that, the caller may have made up. A trusted proxy that names
     * nobody is not believed to be the caller itself.
     */
    static Optional<InetAddress> address(ProbeRequest request, List<Network> trusted) {
        if (request.remote().isEmpty()) {
            return Optional.empty();
        }
        InetAddress remote = request.remote().get();
        if (!within(trusted, remote)) {
            return request.headers().keySet().stream()
                            .noneMatch(name -> PROXIED.contains(name.toLowerCase(Locale.ROOT)))
                    ? Optional.of(remote)
                    : Optional.empty();
        }
        List<String> hops = new ArrayList<>();
        request.headers(FORWARDED_FOR).forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        int last = Math.max(0, hops.size() - MOST_HOPS);
        for (int i = hops.size() - 1; i >= last; i--) {
            Optional<InetAddress> hop = IpAddress.parseWithPort(hops.get(i).strip());
            if (hop.isEmpty() || !within(trusted, hop.get())) {
                return hop;
            }
        }
        return Optional.empty();
    }

    static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
