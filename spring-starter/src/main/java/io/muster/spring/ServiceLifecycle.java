package io.muster.spring;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Starts the service while the context refreshes, and stops it when the context closes.
 *
 * <p>Phases start upwards and stop downwards. Components are what the rest of an application works with, so this one lies
 * below everything that brings work: message listeners, the web server (from {@code Integer.MAX_VALUE - 2048} on) and
 * executors and schedulers (from half of that on). It lies above 0, where plain {@code Lifecycle} beans are, which
 * components may use.
 */
final class ServiceLifecycle implements SmartLifecycle {
    static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

    private final LifecycleManager manager;
    private final ServiceGraph graph;
    private final ServiceStart start;
    private final ApplicationDrain drain;
    private final StopPhases phases;

    ServiceLifecycle(
            LifecycleManager manager,
            ServiceGraph graph,
            ServiceStart start,
            ApplicationDrain drain,
            StopPhases phases) {
        this.manager = manager;
        this.graph = graph;
        this.start = start;
        this.drain = drain;
        this.phases = phases;
    }

    @Override
    public void start() {
        phases.limit();
        try {
            graph.complete();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw ServiceStartException.impossible(manager.view().service(), e);
        }
        start.begin();
        graph.follow();
    }

    @Override
    public void stop(Runnable callback) {
        var thread = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "muster-" + manager.view().service() + "-stop");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        drain.served();
        manager.stop(ApplicationDrain.REASON);
    }

    @Override
    public boolean isRunning() {
        LifecycleState state = manager.view().state();
        return state != LifecycleState.NEW && !state.ended();
    }

    /** A manager is started once, so a context that sleeps between tests keeps its components. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
