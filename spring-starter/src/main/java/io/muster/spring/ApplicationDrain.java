package io.muster.spring;

import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lets the application serve until the service's drain delay is over, and the components live until it has served.
 *
 * <p>The drain of the application, as a component, is Boot's own graceful shutdown.
 */
final class ApplicationDrain implements LifecycleListener {
    static final String REASON = "the application context closes";

    private final LifecycleManager manager;
    private final ConfigurableApplicationContext context;
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final CompletableFuture<Void> delayOver = new CompletableFuture<>();
    private final CompletableFuture<Void> served = new CompletableFuture<>();

    ApplicationDrain(LifecycleManager manager, ConfigurableApplicationContext context) {
        this.manager = manager;
        this.context = context;
    }

    /** What the application's component does in the drain: wait until the web server has served. */
    void drain() throws Exception {
        delayOver.complete(null);
        served.get();
    }

    /** Begins the drain; {@code afterDelay} runs as soon as nobody should send requests any more. */
    void begin(Runnable afterDelay) {
        refuse();
        var unused = delayOver.thenRun(afterDelay);
        manager.requestStop(REASON);
    }

    /** The web server and whatever else brings work has stopped. */
    void served() {
        served.complete(null);
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
        if (to == LifecycleState.DRAINING && refuse()) {
            // somebody else asked the service to stop: without it the application is of no use
            new Thread(context::close, "muster-" + manager.view().service() + "-close").start();
        }
        if (to == LifecycleState.STOPPING) {
            delayOver.complete(null);
        }
    }

    /** Tells Boot, once, that the application is not ready any more; false if it was told before. */
    private boolean refuse() {
        boolean first = refusing.compareAndSet(false, true);
        if (first) {
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        }
        return first;
    }
}
