package io.muster.spring;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the closing context waiting while the application still serves.
 *
 * <p>Its phase is above the web server's graceful shutdown ({@code Integer.MAX_VALUE - 1024}), which is therefore next.
 * Neither it nor {@link ServiceLifecycle} is injected into the other: Spring stops what depends on a bean together with it.
 */
final class DrainLifecycle implements SmartLifecycle {
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final LifecycleManager manager;
    private final ApplicationDrain drain;

    DrainLifecycle(LifecycleManager manager, ApplicationDrain drain) {
        this.manager = manager;
        this.drain = drain;
    }

    @Override
    public void start() {
        // it runs as long as the service does
    }

    @Override
    public void stop(Runnable callback) {
        drain.begin(callback);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        LifecycleState state = manager.view().state();
        return state == LifecycleState.RUNNING || state == LifecycleState.DRAINING;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
