package io.muster.health.http;

import io.muster.health.Snapshot;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The common answers about one snapshot, each rendered when it is first asked for. Thread-safe. */
final class Rendered {
    private final Snapshot snapshot;
    private final AtomicReferenceArray<@Nullable Forms> forms;

    /**
     * One answer for two kinds of callers.
     *
     * @param open what everybody may know
     * @param detailed what callers with permission are told instead; empty when there is no more to know, so that nobody
     *     needs be asked for it
     */
    record Forms(ProbeResponse open, Optional<ProbeResponse> detailed) {}

    Rendered(Snapshot snapshot, int endpoints) {
        this.snapshot = snapshot;
        this.forms = new AtomicReferenceArray<>(endpoints);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Two who ask at the same moment may both render; both are right. */
    Forms forms(Endpoint endpoint, BiFunction<Snapshot, Boolean, ProbeResponse> render) {
        Forms kept = forms.get(endpoint.place());
        if (kept == null) {
            ProbeResponse open = render.apply(snapshot, false);
            ProbeResponse detailed = render.apply(snapshot, true);
            kept = new Forms(open, detailed.saysAs(open) ? Optional.empty() : Optional.of(detailed));
            forms.set(endpoint.place(), kept);
        }
        return kept;
    }
}
