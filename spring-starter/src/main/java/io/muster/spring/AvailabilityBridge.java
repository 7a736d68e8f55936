package io.muster.spring;

import io.muster.health.HealthListener;
import io.muster.health.HealthMonitor;
import io.muster.health.Liveness;
import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import java.util.function.BooleanSupplier;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Keeps what Boot calls availability and what the service finds out about itself in step, both ways.
 *
 * <p>Boot knows one state and not who set it, so an event of this class is none that it listens to.
 */
final class AvailabilityBridge implements ApplicationListener<AvailabilityChangeEvent<?>>, HealthListener {
    private final ConfigurableApplicationContext context;
    private final Liveness liveness;
    private final BooleanSupplier started;
    private volatile boolean refused;
    private volatile boolean refusing;

    /** {@code started} says whether the application has started whole, its runners included. */
    AvailabilityBridge(ConfigurableApplicationContext context, Liveness liveness, BooleanSupplier started) {
        this.context = context;
        this.liveness = liveness;
        this.started = started;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
        if (event.getSource() == this) {
            return;
        }
        if (event.getState() instanceof ReadinessState readiness) {
            refused = readiness == ReadinessState.REFUSING_TRAFFIC;
        }
        if (event.getState() == LivenessState.BROKEN) {
            liveness.declareBroken("the application says that it is broken");
        }
    }

    /** Tells Boot, from the next change on, what {@code monitor} finds. */
    void follow(HealthMonitor monitor) {
        context.addApplicationListener(new Correction(monitor));
        monitor.listen(this);
    }

    /** What Boot says of the application, as the check of its component. */
    HealthResult check(CheckContext context) {
        if (context.starting()) {
            return HealthResult.up();
        }
        if (!started.getAsBoolean()) {
            return HealthResult.down(Failure.UNAVAILABLE, "its runners have not ended");
        }
        return refused ? HealthResult.down(Failure.UNAVAILABLE, "it refuses traffic") : HealthResult.up();
    }

    @Override
    public void readinessChanged(Verdict before, Snapshot now) {
        boolean ready = now.readiness().passed();
        if (now.state() == LifecycleState.RUNNING && !refused && ready == refusing) {
            refusing = !ready;
            publish(ready ? ReadinessState.ACCEPTING_TRAFFIC : ReadinessState.REFUSING_TRAFFIC);
        }
    }

    @Override
    public void livenessChanged(Verdict before, Snapshot now) {
        publish(now.liveness().passed() ? LivenessState.CORRECT : LivenessState.BROKEN);
    }

    private void publish(AvailabilityState state) {
        AvailabilityChangeEvent.publish(context, this, state);
    }

    /**
     * Says once more that the service is not ready when somebody who knows of the application alone says that it is.
     *
     * <p>It is the last listener, added after all beans, so that nobody hears the correction first.
     */
    private final class Correction implements ApplicationListener<AvailabilityChangeEvent<?>>, Ordered {
        private final HealthMonitor monitor;

        Correction(HealthMonitor monitor) {
            this.monitor = monitor;
        }

        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
            boolean foreign = event.getSource() != AvailabilityBridge.this;
            if (foreign && event.getState() == ReadinessState.ACCEPTING_TRAFFIC && unready()) {
                refusing = true;
                publish(ReadinessState.REFUSING_TRAFFIC);
            }
        }

        /** Whether a check fails that is not the application's own, which follows what Boot says. */
        private boolean unready() {
            return monitor.snapshot().checks().stream()
                    .anyMatch(check -> check.decisive()
                            && !check.status().ready()
                            && !check.name().equals(ServiceGraph.APPLICATION));
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
