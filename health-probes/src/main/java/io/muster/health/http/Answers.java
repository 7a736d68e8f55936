package io.muster.health.http;

import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.health.diagnostics.Diagnostics;
import io.muster.health.diagnostics.Probers;
import io.muster.health.dialect.DetailedJson;
import io.muster.health.dialect.Question;
import io.muster.lifecycle.LifecycleState;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers from the snapshot of the moment. Never blocks; thread-safe. */
final class Answers {
    private static final int DIAGNOSTICS_PER_SECOND = 5;
    private static final String OTHER = "other";

    private final Supplier<Snapshot> snapshots;
    private final Endpoints endpoints;
    private final Access access;
    private final Optional<ProbeMetrics> metrics;
    private final Diagnostics diagnostics;
    private final Probers probers;
    private final RateLimit limit = new RateLimit(DIAGNOSTICS_PER_SECOND, SystemTime::nanos);
    private volatile Rendered rendered;

    Answers(Options options, Supplier<Snapshot> snapshots, Diagnostics diagnostics, Probers probers) {
        this.snapshots = snapshots;
        this.endpoints = Endpoints.of(options);
        this.access = options.access();
        this.metrics = options.metrics();
        this.diagnostics = diagnostics;
        this.probers = probers;
        this.rendered = new Rendered(snapshots.get(), endpoints.size());
    }

    ProbeResponse to(ProbeRequest request) {
        Optional<Endpoint> endpoint = endpoints.at(request.path());
        Rendered now = rendered();
        Snapshot snapshot = now.snapshot();
        if (endpoint.isPresent()) {
            return count(endpoint.get(), request, snapshot, whole(endpoint.get(), request, now));
        }
        try {
            for (Endpoint check : endpoints.checks(request.path())) {
                Optional<ProbeResponse> found = one(check, request, snapshot);
                if (found.isPresent()) {
                    return count(check, request, snapshot, method(request).orElse(found.get()));
                }
            }
        } catch (IllegalArgumentException e) {
            return count(OTHER, ProbeResponse.error(400, "broken percent-encoding"));
        }
        return count(OTHER, ProbeResponse.error(404, "not found"));
    }

    private static Optional<ProbeResponse> method(ProbeRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD")
                ? Optional.empty()
                : Optional.of(ProbeResponse.error(405, "method not allowed").with("Allow", "GET, HEAD"));
    }

    private ProbeResponse whole(Endpoint endpoint, ProbeRequest request, Rendered now) {
        Optional<ProbeResponse> refused = method(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (endpoint.kind()) {
            case DIALECT ->
                request.query().isEmpty()
                        ? common(endpoint, request, now)
                        : filtered(endpoint, request, now.snapshot());
            case DIAGNOSTICS -> guarded(request, this::diagnose);
            case METRICS -> guarded(request, this::scrape);
        };
    }

    private ProbeResponse common(Endpoint endpoint, ProbeRequest request, Rendered now) {
        Rendered.Forms forms = now.forms(endpoint, (snapshot, details) -> whole(endpoint, snapshot, details));
        return forms.detailed()
                .filter(detailed -> access.of(request) == Permission.GRANTED)
                .orElse(forms.open());
    }

    private static ProbeResponse whole(Endpoint endpoint, Snapshot snapshot, boolean details) {
        return say(endpoint, snapshot, Question.at(endpoint.below(), details))
                .orElseGet(() -> ProbeResponse.error(404, "not found"));
    }

    private ProbeResponse filtered(Endpoint endpoint, ProbeRequest request, Snapshot snapshot) {
        int length = request.query().length();
        if (length > Questions.LONGEST_QUERY) {
            return ProbeResponse.error(400, "query of " + length + " characters, limit " + Questions.LONGEST_QUERY);
        }
        try {
            boolean details = access.of(request) == Permission.GRANTED;
            var question = Questions.of(endpoint.below(), details, request.query());
            return say(endpoint, snapshot, question).orElseGet(() -> ProbeResponse.error(404, "not found"));
        } catch (IllegalArgumentException e) {
            return ProbeResponse.error(400, "broken percent-encoding");
        }
    }

    private Optional<ProbeResponse> one(Endpoint endpoint, ProbeRequest request, Snapshot snapshot) {
        boolean details = access.of(request) == Permission.GRANTED;
        return say(endpoint, snapshot, Question.at(Questions.decoded(endpoint.below()), details));
    }

    private static Optional<ProbeResponse> say(Endpoint endpoint, Snapshot snapshot, Question question) {
        return endpoint.mount()
                .flatMap(mount -> mount.dialect().say(snapshot, question))
                .map(ProbeResponse::of);
    }

    private ProbeResponse guarded(ProbeRequest request, Supplier<ProbeResponse> answer) {
        return switch (access.of(request)) {
            case GRANTED -> answer.get();
            case NEEDS_TOKEN ->
                ProbeResponse.error(401, "unauthorized").with("WWW-Authenticate", "Bearer realm=\"diagnostics\"");
            case REFUSED -> ProbeResponse.error(403, "forbidden");
        };
    }

    Map<String, Object> diagnostics() {
        return diagnostics.of(snapshots.get());
    }

    private ProbeResponse diagnose() {
        return limit.permits()
                ? ProbeResponse.of(DetailedJson.diagnostics(diagnostics()))
                : ProbeResponse.error(429, "too many requests").with("Retry-After", "1");
    }

    private ProbeResponse scrape() {
        return metrics.flatMap(ProbeMetrics::scrape)
                .map(ProbeResponse::of)
                .orElseGet(() -> ProbeResponse.error(404, "not found"));
    }

    /** {@code snapshot} is the one that answered: who was told that the service drains must have been told so. */
    private ProbeResponse count(Endpoint endpoint, ProbeRequest request, Snapshot snapshot, ProbeResponse response) {
        probers.answered(
                request.remote(),
                request.header("User-Agent").orElse(""),
                endpoint.path(),
                response.status(),
                endpoint.asks(Probe.READINESS),
                snapshot.state() == LifecycleState.DRAINING);
        return count(endpoint.path(), response);
    }

    private ProbeResponse count(String endpoint, ProbeResponse response) {
        metrics.ifPresent(each -> each.answered(endpoint, response.status()));
        return response;
    }

    @SuppressWarnings(
            "ReferenceEquality") // a snapshot is renewed, never changed: comparing all of it would be the cost
    private Rendered rendered() {
        Snapshot snapshot = snapshots.get();
        Rendered latest = rendered;
        if (latest.snapshot() != snapshot) {
            latest = new Rendered(snapshot, endpoints.size());
            rendered = latest;
        }
        return latest;
    }
}
