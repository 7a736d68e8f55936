package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import io.muster.health.Snapshot;
import io.muster.health.dialect.KubernetesText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers probes from the snapshot of the moment: a function from a request to a response, for any server to mount.
 *
 * <p>Never blocks and never throws. Thread-safe; each option returns a changed copy.
 */
public final class ProbeHandler {
    private static final int LONGEST_QUERY = 4_096;
    private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");

    private final Supplier<Snapshot> snapshots;
    private final String prefix;
    private final Access access;
    private volatile Rendered rendered;

    private ProbeHandler(Supplier<Snapshot> snapshots, String prefix, Access access) {
        this.snapshots = snapshots;
        this.prefix = prefix;
        this.access = access;
        this.rendered = new Rendered(snapshots.get());
    }

    /** A handler with JSON at {@code /health}, and details for direct callers on this machine. */
    public static ProbeHandler of(Supplier<Snapshot> snapshots) {
        return new ProbeHandler(requireNonNull(snapshots, "snapshots"), "/health", Access.loopback());
    }

    /**
     * A copy with the JSON at {@code prefix} instead of {@code /health}.
     *
     * @throws IllegalArgumentException if it is not one or more {@code /name}
     */
    public ProbeHandler prefix(String prefix) {
        return new ProbeHandler(snapshots, requirePrefix(prefix), access);
    }

    /** A copy that shows reasons, details and diagnostics to whom {@code access} permits it. */
    public ProbeHandler details(Access access) {
        return new ProbeHandler(snapshots, prefix, requireNonNull(access, "access"));
    }

    static String requirePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix '" + prefix + "' must look like /health or /api/v1/health");
        }
        return prefix;
    }

    /** The answer to {@code request}. */
    public ProbeResponse handle(ProbeRequest request) {
        Optional<Route> route = Route.of(request.path(), prefix);
        if (route.isPresent()) {
            return method(request).orElseGet(() -> whole(route.get(), request));
        }
        int slash = request.path().indexOf('/', 1);
        Optional<Route> parent = slash < 0
                ? Optional.empty()
                : Route.of(request.path().substring(0, slash), prefix).filter(Route::text);
        return parent.flatMap(text -> one(text, request.path().substring(slash + 1), request))
                .map(found -> method(request).orElse(found))
                .orElseGet(() -> ProbeResponse.error(404, "not found"));
    }

    private static Optional<ProbeResponse> method(ProbeRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD")
                ? Optional.empty()
                : Optional.of(ProbeResponse.error(405, "method not allowed").with("Allow", "GET, HEAD"));
    }

    private ProbeResponse whole(Route route, ProbeRequest request) {
        if (route.text()) {
            return request.query().isEmpty() ? rendered().response(route, false) : filtered(route, request);
        }
        boolean details = permits(request);
        return route == Route.HEALTH_DIAGNOSTICS && !details
                ? ProbeResponse.error(403, "forbidden")
                : rendered().response(route, details);
    }

    private ProbeResponse filtered(Route route, ProbeRequest request) {
        int length = request.query().length();
        if (length > LONGEST_QUERY) {
            return ProbeResponse.error(400, "query of " + length + " characters, limit " + LONGEST_QUERY);
        }
        try {
            Query query = Query.of(request.query());
            return ProbeResponse.of(
                    KubernetesText.all(snapshots.get(), route.probe(), query.verbose(), query.excluded()));
        } catch (IllegalArgumentException e) {
            return ProbeResponse.error(400, "broken percent-encoding");
        }
    }

    private Optional<ProbeResponse> one(Route route, String encoded, ProbeRequest request) {
        try {
            String name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            return KubernetesText.one(snapshots.get(), route.probe(), name, permits(request))
                    .map(ProbeResponse::of);
        } catch (IllegalArgumentException e) {
            return Optional.of(ProbeResponse.error(400, "broken percent-encoding"));
        }
    }

    private boolean permits(ProbeRequest request) {
        try {
            return access.permits(request);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // a snapshot is renewed, never changed: comparing all of it would be the cost
    private Rendered rendered() {
        Snapshot snapshot = snapshots.get();
        Rendered latest = rendered;
        if (latest.snapshot() != snapshot) {
            latest = new Rendered(snapshot);
            rendered = latest;
        }
        return latest;
    }
}
