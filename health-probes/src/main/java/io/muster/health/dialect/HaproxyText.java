package io.muster.health.dialect;

import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.lifecycle.LifecycleState;
import java.util.Map;
import java.util.Optional;

/**
 * What HAProxy asks with {@code http-check disable-on-404}: {@code ok} while the service is ready, 404 while it drains, 503
 * otherwise.
 *
 * <p>The 404 takes an instance out of the rotation after a single check, where a 503 takes as many as {@code fall} says, and
 * lets the sessions that stick to it go on. Everybody else asks {@code /readyz}. Stateless.
 */
public final class HaproxyText implements Dialect {
    private static final String TYPE = "text/plain; charset=utf-8";
    private static final Map<String, Probe> PATHS = Map.of("", Probe.READINESS);

    /** The dialect; one is like another. */
    public HaproxyText() {}

    @Override
    public Map<String, Probe> paths() {
        return PATHS;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        if (!PATHS.containsKey(question.path()) || snapshot.state() == LifecycleState.DRAINING) {
            return Optional.empty();
        }
        boolean ready = snapshot.readiness().passed();
        return Optional.of(new Answer(ready, TYPE, ready ? "ok" : "not ready\n"));
    }
}
