package io.muster.spring;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.StartupFailedException;
import java.time.Duration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
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

    /** The service keeps to one total; a limit of Spring's that ends earlier would destroy beans still in use. */
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final LifecycleManager manager;
    private final ApplicationDrain drain;
    private final ListableBeanFactory beans;

    ServiceLifecycle(LifecycleManager manager, ApplicationDrain drain, ListableBeanFactory beans) {
        this.manager = manager;
        this.drain = drain;
        this.beans = beans;
    }

    @Override
    public void start() {
        for (var processor :
                beans.getBeansOfType(DefaultLifecycleProcessor.class).values()) {
            processor.setTimeoutForShutdownPhase(PHASE, NO_LIMIT.toMillis());
            processor.setTimeoutForShutdownPhase(DrainLifecycle.PHASE, NO_LIMIT.toMillis());
        }
        try {
            new ServiceBeans(beans).addTo(manager);
            drain.join();
            manager.start();
        } catch (StartupFailedException e) {
            throw ServiceStartException.failed(e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw ServiceStartException.impossible(manager.view().service(), e);
        }
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
