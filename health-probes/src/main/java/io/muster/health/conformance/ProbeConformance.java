package io.muster.health.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Asks a service as each {@link Platform} does, and says which of their rules its answers break. Works with any service
 * over HTTP. Immutable and thread-safe.
 *
 * <pre>{@code
 * var probes = ProbeConformance.at(new InetSocketAddress("127.0.0.1", 8081));
 * assertThat(probes.passing("/readyz")).isEmpty();
 * }</pre>
 */
public final class ProbeConformance {
    private static final Set<Platform> OVER_HTTP = EnumSet.complementOf(EnumSet.of(Platform.DOCKER));
    private static final int KUBELET_BODY = 10 * 1_024;
    private static final int GCP_BODY = 1_024;

    private final InetSocketAddress address;
    private final Duration timeout;

    private ProbeConformance(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** The service at {@code address}; each answer must come within a second, which is the kubelet's default. */
    public static ProbeConformance at(InetSocketAddress address) {
        return new ProbeConformance(address, Duration.ofSeconds(1));
    }

    /** A copy that waits longer or less long for each answer. */
    public ProbeConformance timeout(Duration timeout) {
        return new ProbeConformance(address, timeout);
    }

    /** What is wrong with {@code path} while it should pass: every platform must take it as a success. */
    public List<Violation> passing(String path) {
        return check(path, 200);
    }

    /**
     * What is wrong with {@code path} while it should fail: every platform must take it as a failure, and none as
     * something else, as HAProxy takes 404 for a drain.
     */
    public List<Violation> failing(String path) {
        return check(path, 503);
    }

    private List<Violation> check(String path, int status) {
        var found = new ArrayList<Violation>();
        for (Platform platform : OVER_HTTP) {
            try {
                ask(platform, path, status, found);
            } catch (IOException e) {
                found.add(new Violation(platform, "answers within " + timeout.toMillis() + " ms", e.toString()));
            }
        }
        return found;
    }

    private void ask(Platform platform, String path, int status, List<Violation> found) throws IOException {
        String request = platform.request(path, address.getHostString() + ":" + address.getPort());
        if (platform == Platform.HAPROXY) {
            resets(request);
        }
        try (var connection = new Connection(address, timeout)) {
            connection.send(request);
            RawAnswer answer = connection.answer();
            judge(platform, answer, status, found);
            switch (platform) {
                case KUBELET, ALB, HAPROXY -> {
                    if (!connection.ends()) {
                        found.add(new Violation(platform, "closes the connection when asked to", "more bytes"));
                    }
                }
                case ENVOY, GCP -> {
                    // who closes the connection and says so is asked on another one
                    if (!answer.header("connection").orElse("").equalsIgnoreCase("close")) {
                        connection.send(request);
                        judge(platform, connection.answer(), status, found);
                    }
                }
                case DOCKER -> throw new IllegalArgumentException("Docker does not ask over HTTP");
            }
        }
    }

    /** HAProxy leaves as soon as it has judged; the service must bear it. */
    private void resets(String request) throws IOException {
        for (int i = 0; i < 3; i++) {
            var connection = new Connection(address, timeout);
            connection.send(request);
            connection.reset();
        }
    }

    private static void judge(Platform platform, RawAnswer answer, int status, List<Violation> found) {
        if (answer.status() != status) {
            found.add(new Violation(platform, "answers exactly " + status, String.valueOf(answer.status())));
        }
        if (!answer.header("cache-control").orElse("").contains("no-store")) {
            found.add(new Violation(
                    platform,
                    "is never cached on the way",
                    answer.header("cache-control").orElse("no Cache-Control")));
        }
        if (answer.header("server").isPresent()) {
            found.add(new Violation(
                    platform,
                    "does not tell its software",
                    answer.header("server").get()));
        }
        if (platform == Platform.KUBELET && answer.body().length() > KUBELET_BODY) {
            found.add(new Violation(
                    platform, "has 10 KiB of body at the most", answer.body().length() + " bytes"));
        }
        if (platform == Platform.GCP && !ascii(answer.body())) {
            found.add(new Violation(platform, "has ASCII in the first 1024 bytes", answer.body()));
        }
    }

    private static boolean ascii(String body) {
        return body.chars().limit(GCP_BODY).allMatch(c -> c < 0x80);
    }
}
