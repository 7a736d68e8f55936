package io.muster.health.http;

import io.muster.health.Snapshot;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The common answers about one snapshot, each rendered when it is first asked for. Thread-safe. */
final class Rendered {
    private final Snapshot snapshot;
    private final AtomicReferenceArray<@Nullable ProbeResponse> responses;

    Rendered(Snapshot snapshot, int endpoints) {
        this.snapshot = snapshot;
        this.responses = new AtomicReferenceArray<>(2 * endpoints);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Two who ask at the same moment may both render; both are right. */
    ProbeResponse response(int place, boolean details, Function<Snapshot, ProbeResponse> render) {
        int index = 2 * place + (details ? 1 : 0);
        ProbeResponse kept = responses.get(index);
        if (kept == null) {
            kept = render.apply(snapshot);
            responses.set(index, kept);
        }
        return kept;
    }
}
