package io.muster.health;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Gate;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A service whose state and components a test sets by hand. */
public final class FakeView implements LifecycleView {
    private final List<ComponentView> components = new ArrayList<>();
    private final List<ComponentStart> starts = new ArrayList<>();
    private final Redactor redactor = new Redactor();
    private final String service;
    private Runnable whenListenerGoes = () -> {};
    private volatile boolean probersTold;
    private volatile LifecycleState state = LifecycleState.NEW;
    private volatile Optional<StartupReport> startup = Optional.empty();

    public FakeView() {
        this("orders");
    }

    public FakeView(String service) {
        this.service = service;
    }

    /** Runs {@code action} whenever a listener is removed. */
    public void whenListenerGoes(Runnable action) {
        whenListenerGoes = action;
    }

    /** Moves on; from RUNNING on there is a startup report. */
    public void state(LifecycleState next) {
        if (next == LifecycleState.RUNNING) {
            startup = Optional.of(report());
        }
        state = next;
    }

    private StartupReport report() {
        return new StartupReport(
                service,
                Outcome.SUCCEEDED,
                "",
                0,
                Instant.EPOCH,
                Duration.ofMillis(1_250),
                starts,
                List.of(),
                List.of(),
                List.of("database"));
    }

    public FakeView with(String name, CheckPolicy policy, boolean required, HealthCheck check, String... waitsFor) {
        return with(name, policy, required, Optional.of(check), Optional.of(HealthResult.up()), waitsFor);
    }

    public FakeView with(
            String name,
            CheckPolicy policy,
            boolean required,
            Optional<HealthCheck> check,
            Optional<HealthResult> startResult,
            String... waitsFor) {
        components.add(
                new ComponentView(name, Phase.CONNECT, required, Set.of(waitsFor), true, check, policy, startResult));
        return this;
    }

    public FakeView start(ComponentStart start) {
        starts.add(start);
        return this;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public LifecycleState state() {
        return state;
    }

    @Override
    public String reason() {
        return state.compareTo(LifecycleState.RUNNING) > 0 ? "SIGTERM" : "";
    }

    @Override
    public List<ComponentView> components() {
        return List.copyOf(components);
    }

    @Override
    public Redactor redactor() {
        return redactor;
    }

    @Override
    public Optional<StartupReport> startup() {
        return startup;
    }

    @Override
    public AutoCloseable listen(LifecycleListener listener) {
        return () -> whenListenerGoes.run();
    }

    @Override
    public Gate gate() {
        return LifecycleManager.named("orders").gate();
    }

    @Override
    public void probersTold() {
        probersTold = true;
    }

    /** Whether somebody said so. */
    public boolean toldProbers() {
        return probersTold;
    }
}
