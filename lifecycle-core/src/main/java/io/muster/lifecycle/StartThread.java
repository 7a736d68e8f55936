package io.muster.lifecycle;

import org.jspecify.annotations.Nullable;

/** Knows, on a component's own thread, whose thread it is. Helper threads are not told. */
final class StartThread {
    private static final ThreadLocal<@Nullable StartThread> CURRENT = new ThreadLocal<>();

    private final LifecycleManager manager;
    private final Plan plan;
    private final int node;
    private final boolean starting;

    StartThread(LifecycleManager manager, Plan plan, int node, boolean starting) {
        this.manager = manager;
        this.plan = plan;
        this.node = node;
        this.starting = starting;
    }

    /** Runs {@code body} as this component's thread. */
    void run(Runnable body) {
        CURRENT.set(this);
        try {
            body.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** The name of the component of {@code manager} whose thread this is, or null. */
    static @Nullable String componentOf(LifecycleManager manager) {
        StartThread current = CURRENT.get();
        return current != null && current.manager == manager
                ? current.plan.nodes().get(current.node).name()
                : null;
    }

    static void requireWait(Handle<?> handle) {
        StartThread current = CURRENT.get();
        if (current == null || !current.starting || current.manager != handle.owner()) {
            return;
        }
        if (!current.plan.waits(current.node, handle.name())) {
            String reader = current.plan.nodes().get(current.node).name();
            throw new IllegalStateException("component '" + reader + "' reads '" + handle.name()
                    + "' but does not wait for it; add .dependsOn(" + handle.name() + ")");
        }
    }
}
