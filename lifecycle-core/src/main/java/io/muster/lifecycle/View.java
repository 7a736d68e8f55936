package io.muster.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows a manager to others, before its start as well as after. */
final class View implements LifecycleView {
    private final LifecycleManager manager;

    View(LifecycleManager manager) {
        this.manager = manager;
    }

    @Override
    public String service() {
        return manager.name();
    }

    @Override
    public LifecycleState state() {
        Shell shell = manager.shell();
        if (shell == null) {
            return manager.stoppedUnstarted() ? LifecycleState.STOPPED : LifecycleState.NEW;
        }
        return shell.state();
    }

    @Override
    public String reason() {
        Shell shell = manager.shell();
        return shell == null ? "" : shell.reason();
    }

    @Override
    public List<ComponentView> components() {
        Shell shell = manager.shell();
        return shell == null ? manager.handles().stream().map(View::unstarted).toList() : shell.components();
    }

    private static ComponentView unstarted(Handle<?> handle) {
        Component<?> component = handle.component();
        return new ComponentView(
                component.name(),
                component.phase(),
                component.required(),
                component.edges().stream().map(Edge::target).collect(Collectors.toUnmodifiableSet()),
                component.check() != null,
                Optional.empty(),
                component.checkPolicy(),
                Optional.empty());
    }

    @Override
    public Redactor redactor() {
        return manager.redactor();
    }

    @Override
    public Optional<StartupReport> startup() {
        Shell shell = manager.shell();
        return shell == null ? Optional.empty() : shell.startup();
    }

    @Override
    public AutoCloseable listen(LifecycleListener listener) {
        manager.bulletin().add(listener);
        return () -> manager.bulletin().remove(listener);
    }

    @Override
    public Gate gate() {
        return manager.gate();
    }

    @Override
    public void probersTold() {
        Shell shell = manager.shell();
        if (shell != null) {
            shell.post(new Event.ProbersTold());
        }
    }
}
