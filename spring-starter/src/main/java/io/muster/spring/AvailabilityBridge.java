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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
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
    /** Turns that are to be looked at: whoever comes first looks for all. */
    private final AtomicInteger turns = new AtomicInteger();
    /** What Boot says of the application alone; null until it does. */
    private volatile @Nullable ReadinessState own;
    /** Knows what anybody said last. */
    private volatile @Nullable ApplicationAvailability availability;

    private volatile @Nullable HealthMonitor followed;

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
            own = readiness;
        }
        if (event.getState() == LivenessState.BROKEN) {
            liveness.declareBroken("the application says that it is broken");
        }
    }

    /** Tells Boot, from the next change on, what {@code monitor} finds. */
    void follow(HealthMonitor monitor) {
        followed = monitor;
        availability = context.getBeanProvider(ApplicationAvailability.class).getIfAvailable();
        context.addApplicationListener(new Correction());
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
        return own == ReadinessState.REFUSING_TRAFFIC
                ? HealthResult.down(Failure.UNAVAILABLE, "it refuses traffic")
                : HealthResult.up();
    }

    @Override
    public void readinessChanged(Verdict before, Snapshot now) {
        correct();
    }

    /**
     * Sees to it that what was said last is how it is. One thread at a time, without a lock that listeners would run under:
     * else a thread that is held up between looking and saying would have the last word with what it saw long ago.
     */
    private void correct() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        try {
            while (seen > 0) {
                look();
                seen = turns.addAndGet(-seen);
            }
        } finally {
            if (seen > 0) {
                // a listener threw: the next turn is looked at again
                turns.set(0);
            }
        }
    }

    private void look() {
        HealthMonitor monitor = followed;
        ApplicationAvailability boot = availability;
        if (monitor == null || boot == null || own != ReadinessState.ACCEPTING_TRAFFIC) {
            return;
        }
        Snapshot now = monitor.snapshot();
        ReadinessState right = unready(now) ? ReadinessState.REFUSING_TRAFFIC : ReadinessState.ACCEPTING_TRAFFIC;
        if (boot.getReadinessState() != right && now.state().compareTo(LifecycleState.RUNNING) <= 0) {
            publish(right);
        }
    }

    /** Whether a check fails that is not the application's own, which follows what Boot says. */
    private static boolean unready(Snapshot now) {
        return now.checks().stream()
                .anyMatch(check -> check.decisive()
                        && !check.status().ready()
                        && !check.name().equals(ServiceGraph.APPLICATION));
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
        @Override
        public void onApplicationEvent(AvailabilityChangeEvent<?> event) {
            if (event.getSource() != AvailabilityBridge.this && event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
                correct();
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
