package io.muster.health;

import io.muster.lifecycle.LifecycleState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds what changed from one snapshot to the next, and posts each change once. Not thread-safe. */
final class Changes {
    private final Consumer<Consumer<HealthListener>> post;
    private Map<String, CheckSnapshot> told = new HashMap<>();
    private LifecycleState toldIn = LifecycleState.NEW;
    private Verdict readiness = Verdict.UP;
    private Verdict liveness = Verdict.UP;

    Changes(Consumer<Consumer<HealthListener>> post) {
        this.post = post;
    }

    /** Tells what changed while the service serves; what came before, the start has told. */
    void tell(Snapshot now) {
        LifecycleState state = now.state();
        boolean serving = StateTable.serves(state);
        boolean served = StateTable.serves(toldIn);
        checks(now, serving && served);
        toldIn = state;
        Verdict wasReady = readiness;
        if ((serving || served) && now.readiness().passed() != wasReady.passed()) {
            readiness = now.readiness();
            post.accept(listener -> listener.readinessChanged(wasReady, now));
        }
        Verdict wasAlive = liveness;
        if (serving && now.liveness().passed() != wasAlive.passed()) {
            liveness = now.liveness();
            post.accept(listener -> listener.livenessChanged(wasAlive, now));
        }
    }

    private void checks(Snapshot now, boolean tells) {
        var next = new HashMap<String, CheckSnapshot>();
        for (CheckSnapshot check : now.checks()) {
            CheckSnapshot before = told.get(check.name());
            next.put(check.name(), check);
            if (tells && before != null && before.status() != check.status()) {
                post.accept(listener -> listener.checkChanged(before, check));
            }
        }
        told = next;
    }
}
